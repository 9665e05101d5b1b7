import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-runtime-secrets",
  title: "AgentCore runtime takes secrets by reference",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "aws.agentcore.runtime",
  risk: "Everybody who may read the runtime's configuration, and every log of it, holds the credential.",
  remediation: {
    summary: "Keep the value in Secrets Manager or a credential provider, and give the runtime its name.",
    cli: "aws secretsmanager create-secret --name <name> --secret-string file://secret && aws bedrock-agentcore-control update-agent-runtime --agent-runtime-id <id> --role-arn <role> --agent-runtime-artifact file://artifact.json --network-configuration file://network.json --environment-variables SECRET_NAME=<name>",
    terraform: "environment_variables = { SECRET_NAME = aws_secretsmanager_secret.model.name }",
    console: [
      "Secrets Manager › Store a new secret",
      "Bedrock AgentCore › Agent runtime › open the runtime › Edit › Environment variables: keep the name only",
      "Replace the credential where it was issued",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_GetAgentRuntime.html",
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html",
  ],

  evaluate: ({ properties: { secretVariables } }) =>
    secretVariables.length === 0
      ? pass
      : fail(`It holds ${secretVariables.join(", ")} in clear`, { secretVariables }),

  examples: {
    pass: [{ name: "names of secrets only", properties: { secretVariables: [] } }],
    fail: [{ name: "a key in clear", properties: { secretVariables: ["OPENAI_API_KEY"] } }],
  },
});
