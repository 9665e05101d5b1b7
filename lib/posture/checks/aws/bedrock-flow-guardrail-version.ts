import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-flow-guardrail-version",
  title: "Bedrock flow binds numbered guardrail versions",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.flow",
  risk: "The working draft of a guardrail changes under production with every edit, unreviewed.",
  remediation: {
    summary: "Create a version of the guardrail and bind it in place of DRAFT.",
    cli: "aws bedrock create-guardrail-version --guardrail-identifier <id>",
    terraform: "guardrail_version = aws_bedrock_guardrail_version.main.version",
    console: [
      "Bedrock › Guardrails › Create version",
      "Bedrock › Flows › open the flow › each node › Guardrails: choose the version",
    ],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-versions-create.html"],

  evaluate: ({ properties: { generatingNodes, draftGuardedNodes } }) => {
    if (generatingNodes.length === 0) return notApplicable;
    if (draftGuardedNodes.length === 0) return pass;
    return fail(`${draftGuardedNodes.join(", ")} binds the working draft of its guardrail`, {
      draftGuardedNodes,
    });
  },

  examples: {
    pass: [{ name: "versions", properties: { generatingNodes: ["a"], draftGuardedNodes: [] } }],
    fail: [{ name: "a draft", properties: { generatingNodes: ["a"], draftGuardedNodes: ["a"] } }],
    notApplicable: [
      { name: "no model writes anything", properties: { generatingNodes: [], draftGuardedNodes: [] } },
    ],
  },
});
