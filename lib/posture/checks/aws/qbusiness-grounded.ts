import { defineCheck, fail, pass } from "#lib/domain/check.ts";

const usual = { documentsOnly: true, creatorMode: false, reducesHallucination: false };

export default defineCheck({
  id: "aws/qbusiness-grounded",
  title: "Q Business answers rest on the connected documents",
  severity: "low",
  layer: "model",
  function: "protect",
  evidenceFor: "application-safety",
  appliesTo: "aws.qbusiness.application",
  risk: "People act on what the model made up, believing that it stands in the company's documents.",
  remediation: {
    summary:
      "Answer from enterprise content only, or turn hallucination reduction on where general knowledge is wanted.",
    cli: "aws qbusiness update-chat-controls-configuration --application-id <app> --response-scope ENTERPRISE_CONTENT_ONLY --hallucination-reduction-configuration hallucinationReductionControl=ENABLED",
    terraform: "Not in the provider yet: set it by the CLI after the application is made",
    console: [
      "Q Business › open the application › Admin controls and guardrails › Global controls › Edit",
      "Only produce responses from retrieved content, or turn on hallucination mitigation",
    ],
  },
  references: ["https://docs.aws.amazon.com/amazonq/latest/qbusiness-ug/guardrails.html"],

  evaluate: ({ properties: { documentsOnly, creatorMode, reducesHallucination } }) => {
    if (documentsOnly && !creatorMode) return pass;
    if (reducesHallucination) return pass;
    return fail(
      creatorMode
        ? "Users may talk to the model past the documents"
        : "It also answers from what the model knows, and nothing compares that to the documents",
      { documentsOnly, creatorMode, reducesHallucination },
    );
  },

  examples: {
    pass: [
      { name: "documents only", properties: usual },
      {
        name: "general knowledge, compared to the documents",
        properties: { documentsOnly: false, creatorMode: false, reducesHallucination: true },
      },
    ],
    fail: [
      { name: "general knowledge", properties: { ...usual, documentsOnly: false } },
      { name: "documents only, but creator mode", properties: { ...usual, creatorMode: true } },
    ],
    unknown: [
      {
        name: "controls that may not be read",
        properties: {},
        unknown: {
          "properties.documentsOnly": {
            reason: "denied",
            call: "qbusiness:GetChatControlsConfiguration",
            permission: "qbusiness:GetChatControlsConfiguration",
            message: "No",
          },
        },
      },
    ],
  },
});
