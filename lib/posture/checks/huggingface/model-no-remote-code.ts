import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "huggingface/model-no-remote-code",
  title: "Model needs no code from its repository",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "huggingface.model",
  risk: "Loading it with trust_remote_code runs whatever the repository holds that day.",
  remediation: {
    summary: "Move the code into a package of your own that is reviewed, and load the weights alone.",
    cli: "grep -n auto_map config.json",
    terraform: "Nothing in Terraform: change the repository",
    console: [
      "huggingface.co › the model › Files › config.json › remove auto_map once the code is elsewhere",
    ],
  },
  references: ["https://huggingface.co/docs/transformers/custom_models"],

  evaluate: ({ properties: { remoteCode } }) =>
    remoteCode ? fail("Its configuration points at code in the repository", { remoteCode }) : pass,

  examples: {
    pass: [{ name: "weights alone", properties: { remoteCode: false } }],
    fail: [{ name: "auto_map", properties: { remoteCode: true } }],
  },
});
