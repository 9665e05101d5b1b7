import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-policy-narrow",
  title: "AgentCore policies permit named callers or actions",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "aws.agentcore.policy-engine",
  risk: "One policy that permits everything outweighs all the narrow ones beside it, and enforcing it refuses nothing.",
  remediation: {
    summary: "Replace the open policy by one for each group of callers and its tools.",
    cli: "aws bedrock-agentcore-control update-policy --policy-engine-id <engine> --policy-id <policy> --definition file://narrow.json",
    terraform:
      'resource "aws_bedrockagentcore_policy" "readers" { policy_engine_id = <id> definition { cedar { statement = file("readers.cedar") } } }',
    console: [
      "Bedrock AgentCore › Policy › open the engine › open the policy",
      "Name the principals and the actions it permits",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_ListPolicies.html",
    "https://docs.cedarpolicy.com/policies/syntax-policy.html",
  ],

  evaluate: ({ properties: { policyCount, permitsAll } }) => {
    if (policyCount === 0) return notApplicable;
    if (permitsAll.length === 0) return pass;
    return fail(`${permitsAll.join(", ")} permits every caller every action`, { permitsAll });
  },

  examples: {
    pass: [{ name: "named callers", properties: { policyCount: 2, permitsAll: [] } }],
    fail: [
      { name: "one open policy beside a narrow one", properties: { policyCount: 2, permitsAll: ["open"] } },
    ],
    notApplicable: [
      { name: "no policy: everything is refused", properties: { policyCount: 0, permitsAll: [] } },
    ],
  },
});
