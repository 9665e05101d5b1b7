import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-flow-guardrail",
  title: "Bedrock flow has a guardrail on every node that generates",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.flow",
  risk: "One node without a guardrail lets injected text from any input or document through to what follows.",
  remediation: {
    summary:
      "Bind a numbered guardrail version to each prompt and knowledge-base node, then publish a version.",
    cli: "aws bedrock-agent update-flow --flow-identifier <id> --name <name> --execution-role-arn <role> --definition file://flow.json && aws bedrock-agent create-flow-version --flow-identifier <id>",
    terraform:
      'configuration { prompt { guardrail_configuration { guardrail_identifier = aws_bedrock_guardrail.main.guardrail_id guardrail_version = "1" } } }',
    console: [
      "Bedrock › Flows › open the flow › Edit in flow builder",
      "Choose each prompt and knowledge-base node › Guardrails",
      "Save, publish a version and route the alias to it",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock/latest/userguide/flows-guardrails.html",
    "https://genai.owasp.org/llmrisk/llm01-prompt-injection/",
  ],

  evaluate: ({ properties: { generatingNodes, unguardedNodes } }) => {
    if (generatingNodes.length === 0) return notApplicable;
    if (unguardedNodes.length === 0) return pass;
    return fail(`No guardrail stands behind ${unguardedNodes.join(", ")}`, { unguardedNodes });
  },

  examples: {
    pass: [{ name: "each node has one", properties: { generatingNodes: ["a", "b"], unguardedNodes: [] } }],
    fail: [
      { name: "one of two has none", properties: { generatingNodes: ["a", "b"], unguardedNodes: ["b"] } },
    ],
    notApplicable: [
      { name: "no model writes anything", properties: { generatingNodes: [], unguardedNodes: [] } },
    ],
  },
});
