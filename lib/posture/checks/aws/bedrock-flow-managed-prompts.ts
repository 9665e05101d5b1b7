import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-flow-managed-prompts",
  title: "Bedrock flow takes its prompts from prompt management",
  severity: "low",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.flow",
  risk: "Prompts copied into nodes are reviewed by nobody, differ from each other and cannot be rolled back one by one.",
  remediation: {
    summary: "Move each prompt into prompt management and name a version of it in the node.",
    cli: "aws bedrock-agent create-prompt --name <name> --variants file://variants.json && aws bedrock-agent create-prompt-version --prompt-identifier <id>",
    terraform:
      "configuration { prompt { source_configuration { resource { prompt_arn = aws_bedrockagent_prompt.intake.arn } } } }",
    console: [
      "Bedrock › Prompt management › Create prompt",
      "Bedrock › Flows › open the flow › the node › Use a prompt from your prompt management",
    ],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-management.html"],

  evaluate: ({ properties: { generatingNodes, inlinePromptNodes } }) => {
    if (generatingNodes.length === 0) return notApplicable;
    if (inlinePromptNodes.length === 0) return pass;
    return fail(`${inlinePromptNodes.join(", ")} carries its prompt in itself`, { inlinePromptNodes });
  },

  examples: {
    pass: [{ name: "managed", properties: { generatingNodes: ["a"], inlinePromptNodes: [] } }],
    fail: [{ name: "in the node", properties: { generatingNodes: ["a"], inlinePromptNodes: ["a"] } }],
    notApplicable: [{ name: "no prompt", properties: { generatingNodes: [], inlinePromptNodes: [] } }],
  },
});
