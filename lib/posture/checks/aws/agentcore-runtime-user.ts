import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-runtime-user",
  title: "AgentCore runtime is told which user it serves",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "aws.agentcore.runtime",
  risk: "The agent reads and acts as itself for everybody, so one user gets at what only another may see.",
  remediation: {
    summary:
      "Let users call it with a token of the organization's identity provider, and call tools on their behalf.",
    cli: "aws bedrock-agentcore-control update-agent-runtime --agent-runtime-id <id> --role-arn <role> --agent-runtime-artifact file://artifact.json --network-configuration file://network.json --authorizer-configuration file://jwt.json",
    terraform:
      'authorizer_configuration { custom_jwt_authorizer { discovery_url = "https://idp.example.com/.well-known/openid-configuration" allowed_clients = ["web"] } }',
    console: [
      "Bedrock AgentCore › Agent runtime › open the runtime › Edit",
      "Inbound identity › JSON Web Token: give the discovery address and the allowed clients",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-oauth.html",
    "https://genai.owasp.org/llmrisk/llm062025-excessive-agency/",
  ],

  evaluate: ({ properties: { inbound } }) =>
    inbound === "user-token"
      ? pass
      : fail("Its callers are applications; a user behind them is not proven to it", { inbound }),

  examples: {
    pass: [{ name: "called with a user's token", properties: { inbound: "user-token" } }],
    fail: [{ name: "called by an application's role", properties: { inbound: "iam" } }],
  },
});
