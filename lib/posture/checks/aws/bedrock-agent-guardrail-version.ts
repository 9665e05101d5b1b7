import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-agent-guardrail-version",
  title: "Bedrock agent binds a numbered guardrail version",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.agent",
  risk: "The working draft changes under production with every edit, unreviewed.",
  remediation: {
    summary: "Create a version of the guardrail and bind it instead of DRAFT.",
    cli: "aws bedrock create-guardrail-version --guardrail-identifier <id>",
    terraform: "guardrail_version = aws_bedrock_guardrail_version.main.version",
    console: [
      "Bedrock › Guardrails › Create version",
      "Bedrock › Agents › Guardrail details › choose the version",
    ],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-versions-create.html"],

  evaluate: ({ properties: { guardrailVersion } }) => {
    if (guardrailVersion === null) return notApplicable;
    return guardrailVersion === "DRAFT"
      ? fail("It binds the working draft of its guardrail", { guardrailVersion })
      : pass;
  },

  examples: {
    pass: [{ name: "version 3", properties: { guardrailVersion: "3" } }],
    fail: [{ name: "the draft", properties: { guardrailVersion: "DRAFT" } }],
    notApplicable: [{ name: "no guardrail", properties: { guardrailVersion: null } }],
  },
});
