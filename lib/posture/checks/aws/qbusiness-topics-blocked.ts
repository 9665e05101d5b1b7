import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/qbusiness-topics-blocked",
  title: "Q Business application refuses the topics or phrases it should not speak of",
  severity: "low",
  layer: "model",
  function: "protect",
  evidenceFor: "application-safety",
  appliesTo: "aws.qbusiness.application",
  risk: "The assistant gives legal, medical or personnel advice in the company's name because nothing tells it not to.",
  remediation: {
    summary: "Block phrases, or add a topic with a rule that blocks the answer.",
    cli: "aws qbusiness update-chat-controls-configuration --application-id <app> --topic-configurations-to-create-or-update file://topics.json",
    terraform: "Not in the provider yet: set it by the CLI after the application is made",
    console: [
      "Q Business › open the application › Admin controls and guardrails › Topic level controls",
      "Create a topic with a content blocker rule",
    ],
  },
  references: ["https://docs.aws.amazon.com/amazonq/latest/qbusiness-ug/guardrails-topic-controls.html"],

  evaluate: ({ properties: { blockedPhraseCount, blockedTopics } }) =>
    blockedPhraseCount > 0 || blockedTopics.length > 0
      ? pass
      : fail("It blocks no topic and no phrase", { blockedPhraseCount, blockedTopics }),

  examples: {
    pass: [
      { name: "a phrase", properties: { blockedPhraseCount: 1, blockedTopics: [] } },
      { name: "a topic", properties: { blockedPhraseCount: 0, blockedTopics: ["salaries"] } },
    ],
    fail: [
      {
        name: "topics that only choose where to look block none",
        properties: { blockedPhraseCount: 0, blockedTopics: [] },
      },
    ],
  },
});
