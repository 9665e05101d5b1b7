import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/sagemaker-model-private-network",
  title: "SageMaker model runs in the customer's network",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesTo: "aws.sagemaker.model",
  risk: "Its traffic runs where the customer neither filters nor logs it.",
  remediation: {
    summary: "Create the model with subnets and security groups of a private network.",
    cli: "aws sagemaker create-model --model-name <name> --vpc-config SecurityGroupIds=<group>,Subnets=<subnet> --cli-input-json file://model.json",
    terraform: "vpc_config { subnets = [...] security_group_ids = [...] }",
    console: [
      "SageMaker › Models › create the model anew",
      "Set network isolation, VPC and image",
      "Point the endpoint configuration to it",
    ],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/host-vpc.html"],

  evaluate: ({ properties: { privateNetwork } }) =>
    privateNetwork ? pass : fail("It has no VPC configuration", { privateNetwork }),

  examples: {
    pass: [{ name: "in a VPC", properties: { privateNetwork: true } }],
    fail: [{ name: "in none", properties: { privateNetwork: false } }],
  },
});
