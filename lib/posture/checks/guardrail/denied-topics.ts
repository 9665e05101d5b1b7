import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "guardrail/denied-topics",
  title: "Guardrail denies topics the workload must not discuss",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesToClass: "guardrail",
  risk: "Users steer the assistant to advice it must not give, in the name of the business.",
  remediation: {
    summary: "Write down the topics this workload must refuse and add them as denied topics.",
    cli: "aws bedrock update-guardrail --guardrail-identifier <id> --cli-input-json file://guardrail.json && aws bedrock create-guardrail-version --guardrail-identifier <id>",
    terraform:
      'topic_policy_config { topics_config { name = "legal-advice" type = "DENY" definition = "Advice on legal claims" } }',
    console: [
      "Bedrock › Guardrails › open the guardrail › Working draft",
      "Add a denied topic with a definition and examples",
    ],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-denied-topics.html"],

  evaluate: ({ facets: { deniedTopics } }) =>
    deniedTopics ? pass : fail("It denies no topic", { deniedTopics }),

  examples: {
    pass: [{ name: "a topic is denied", facets: { deniedTopics: true } }],
    fail: [{ name: "nothing is denied", facets: { deniedTopics: false } }],
  },
});
