import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "huggingface/dataset-no-loading-script",
  title: "Dataset needs no script to be loaded",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "huggingface.dataset",
  risk: "Whoever can change the script runs code on every machine that loads the data.",
  remediation: {
    summary: "Store the data as Parquet and delete the script.",
    cli: "huggingface-cli repo-files ORG/DATASET delete dataset.py --repo-type dataset",
    terraform: "Nothing in Terraform: change the repository",
    console: ["huggingface.co › the dataset › Files › convert to Parquet, delete the script"],
  },
  references: ["https://huggingface.co/docs/datasets/dataset_script"],

  evaluate: ({ properties: { loadingScript } }) =>
    loadingScript ? fail("A script of its name loads it", { loadingScript }) : pass,

  examples: {
    pass: [{ name: "files alone", properties: { loadingScript: false } }],
    fail: [{ name: "a script", properties: { loadingScript: true } }],
  },
});
