import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-guardrail-credentials",
  title: "Bedrock guardrail blocks credentials",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesTo: "aws.bedrock.guardrail",
  risk: "Keys and passwords in prompts or documents come out in answers; masking lets the request itself go on.",
  remediation: {
    summary:
      "Add AWS_ACCESS_KEY, AWS_SECRET_KEY and PASSWORD to the sensitive information filter with the action BLOCK.",
    cli: "aws bedrock update-guardrail --guardrail-identifier <id> --cli-input-json file://guardrail.json && aws bedrock create-guardrail-version --guardrail-identifier <id>",
    terraform: 'pii_entities_config { type = "AWS_SECRET_KEY" action = "BLOCK" }',
    console: ["Bedrock › Guardrails › open the guardrail › Working draft", "Add the three types with Block"],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-sensitive-filters.html"],

  evaluate: ({ properties: { blockedCredentials } }) => {
    const missing = ["AWS_ACCESS_KEY", "AWS_SECRET_KEY", "PASSWORD"].filter(
      (kind) => !blockedCredentials.includes(kind),
    );
    return missing.length === 0 ? pass : fail(`It does not block ${missing.join(", ")}`, { missing });
  },

  examples: {
    pass: [
      {
        name: "all three",
        properties: { blockedCredentials: ["AWS_ACCESS_KEY", "AWS_SECRET_KEY", "PASSWORD"] },
      },
    ],
    fail: [
      {
        name: "keys but no passwords",
        properties: { blockedCredentials: ["AWS_ACCESS_KEY", "AWS_SECRET_KEY"] },
      },
      { name: "none", properties: { blockedCredentials: [] } },
    ],
  },
});
