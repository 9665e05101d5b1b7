import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "training-job/network-isolation",
  title: "Training runs without a way out to the network",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "training-job",
  risk: "Code in the training image can send the data it learns from anywhere.",
  remediation: {
    summary: "Run the job with network isolation.",
    cli: "aws sagemaker create-training-job --training-job-name <name> --enable-network-isolation --cli-input-json file://job.json",
    terraform: "Set EnableNetworkIsolation in the pipeline that starts the job",
    console: [
      "SageMaker › Training jobs › clone the job",
      "Change the setting in Network or in Encryption and run it",
    ],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html"],

  evaluate: ({ facets: { networkIsolation } }) =>
    networkIsolation ? pass : fail("Its container may call out", { networkIsolation }),

  examples: {
    pass: [{ name: "isolated", facets: { networkIsolation: true } }],
    fail: [{ name: "free to call out", facets: { networkIsolation: false } }],
  },
});
