import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-runtime-callers",
  title: "AgentCore runtime is called only from its own account or organization",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "aws.agentcore.runtime",
  risk: "Principals of accounts nobody here controls start sessions, spend the budget and reach the tools behind it.",
  remediation: {
    summary: "Name the callers in the resource policy, or keep it to the organization by aws:PrincipalOrgID.",
    cli: "aws bedrock-agentcore-control put-resource-policy --resource-arn <arn> --policy file://policy.json",
    terraform:
      'resource "aws_bedrockagentcore_resource_policy" "runtime" { resource_arn = <arn> policy = data.aws_iam_policy_document.callers.json }',
    console: [
      "The console shows no resource policy; write one that allows bedrock-agentcore:InvokeAgentRuntime to named roles and put it with the command line",
    ],
  },
  references: ["https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/resource-based-policies.html"],

  evaluate: ({ properties: { outsideCallers } }) => {
    if (outsideCallers.length === 0) return pass;
    const callers = outsideCallers.includes("*") ? "every AWS account" : outsideCallers.join(", ");
    return fail(`Its own policy lets in ${callers}`, { outsideCallers });
  },

  examples: {
    pass: [{ name: "no policy, or one for this account alone", properties: { outsideCallers: [] } }],
    fail: [
      { name: "everybody", properties: { outsideCallers: ["*"] } },
      { name: "another account", properties: { outsideCallers: ["arn:aws:iam::444455556666:root"] } },
    ],
    unknown: [
      {
        name: "its policy could not be read",
        unknown: {
          "properties.outsideCallers": {
            reason: "denied",
            call: "bedrock-agentcore-control:GetResourcePolicy",
            permission: "bedrock-agentcore:GetResourcePolicy",
            message: "No",
          },
        },
      },
    ],
  },
});
