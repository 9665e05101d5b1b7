import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/sagemaker-model-network-isolation",
  title: "SageMaker model container cannot call out",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesTo: "aws.sagemaker.model",
  risk: "A tampered image or model sends prompts and answers anywhere.",
  remediation: {
    summary: "Create the model with network isolation.",
    cli: "aws sagemaker create-model --model-name <name> --enable-network-isolation --cli-input-json file://model.json",
    terraform: "enable_network_isolation = true",
    console: [
      "SageMaker › Models › create the model anew",
      "Set network isolation, VPC and image",
      "Point the endpoint configuration to it",
    ],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html"],

  evaluate: ({ properties: { networkIsolation } }) =>
    networkIsolation ? pass : fail("Its container may call any network", { networkIsolation }),

  examples: {
    pass: [{ name: "isolated", properties: { networkIsolation: true } }],
    fail: [{ name: "not isolated", properties: { networkIsolation: false } }],
  },
});
