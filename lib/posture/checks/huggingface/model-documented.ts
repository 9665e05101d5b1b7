import { defineCheck, missing, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "huggingface/model-documented",
  title: "Model says where it comes from and under which licence",
  severity: "medium",
  layer: "model",
  function: "detect",
  appliesTo: "huggingface.model",
  risk: "Nobody can tell what it was made from, what it is fit for, or whether it may be used.",
  remediation: {
    summary: "Write a model card with base model, data, evaluation and licence.",
    cli: "huggingface-cli upload ORG/MODEL README.md",
    terraform: "Nothing in Terraform: write the README.md of the repository",
    console: ["huggingface.co › the model › Edit model card › license, base_model, datasets"],
  },
  references: ["https://huggingface.co/docs/hub/model-cards"],

  evaluate: ({ properties: { hasCard, license, baseModels } }) => {
    const absent = [...(hasCard ? [] : ["a card"]), ...(license === null ? ["a licence"] : [])];
    return absent.length === 0
      ? pass
      : missing(`It has no ${absent.join(" and no ")}`, { hasCard, license, baseModels });
  },

  examples: {
    pass: [{ name: "both", properties: { hasCard: true, license: "apache-2.0", baseModels: ["x/y"] } }],
    fail: [
      { name: "no card", properties: { hasCard: false, license: null, baseModels: [] } },
      { name: "a card without a licence", properties: { hasCard: true, license: null, baseModels: [] } },
    ],
  },
});
