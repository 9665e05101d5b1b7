import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-gateway-policy",
  title: "AgentCore gateway enforces a policy on every tool call",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "aws.agentcore.gateway",
  risk: "Whoever may call the gateway may call every tool behind it, with any arguments the model makes up.",
  remediation: {
    summary:
      "Attach a policy engine in enforce mode and permit each caller only the tools and arguments it needs.",
    cli: "aws bedrock-agentcore-control update-gateway --gateway-identifier <id> --name <name> --role-arn <role> --protocol-type MCP --authorizer-type CUSTOM_JWT --policy-engine-configuration arn=<engine>,mode=ENFORCE",
    terraform:
      'policy_engine_configuration { arn = aws_bedrockagentcore_policy_engine.tools.policy_engine_arn mode = "ENFORCE" }',
    console: [
      "Bedrock AgentCore › Gateways › open the gateway › Policy engine",
      "Choose the engine and set it to enforce",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/create-gateway-with-policy.html",
  ],

  evaluate: ({ properties: { policy } }) => {
    if (policy === "enforced") return pass;
    return policy === "logged"
      ? fail("Its policies are only logged: no call is refused", { policy })
      : fail("It has no policy engine", { policy });
  },

  examples: {
    pass: [{ name: "enforced", properties: { policy: "enforced" } }],
    fail: [
      { name: "none", properties: { policy: "none" } },
      { name: "an engine that only logs", properties: { policy: "logged" } },
    ],
  },
});
