import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "huggingface/own-model-closed",
  title: "Own model is private or asks who wants it",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "huggingface.model",
  risk: "Anybody may take the weights, and with them what they learned from your data.",
  remediation: {
    summary: "Make it private, or gate it so that each download is asked for.",
    cli: "huggingface-cli repo settings ORG/MODEL --private",
    terraform: "private = true on the repository",
    console: [
      "huggingface.co › the model › Settings › Change visibility › Private",
      "or Settings › Access requests › Enable",
    ],
  },
  references: ["https://huggingface.co/docs/hub/models-gated"],

  evaluate: ({ properties: { private: isPrivate, gated } }) =>
    isPrivate || gated ? pass : fail("Everybody may download it", { private: isPrivate, gated }),

  examples: {
    pass: [
      { name: "private", properties: { private: true, gated: false } },
      { name: "gated", properties: { private: false, gated: true } },
    ],
    fail: [{ name: "open", properties: { private: false, gated: false } }],
  },
});
