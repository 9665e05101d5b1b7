import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "training-job/private-network",
  title: "Training runs inside a private network",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "training-job",
  risk: "Training data travels over networks the customer neither sees nor filters.",
  remediation: {
    summary: "Give the job subnets and security groups of a private network.",
    cli: "aws sagemaker create-training-job --training-job-name <name> --vpc-config Subnets=<subnet>,SecurityGroupIds=<group> --cli-input-json file://job.json",
    terraform: "Set VpcConfig in the pipeline that starts the job",
    console: [
      "SageMaker › Training jobs › clone the job",
      "Change the setting in Network or in Encryption and run it",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/sagemaker/latest/dg/train-vpc.html",
    "https://docs.aws.amazon.com/bedrock/latest/userguide/vpc-model-customization.html",
  ],

  evaluate: ({ facets: { privateNetwork } }) =>
    privateNetwork ? pass : fail("It runs outside the customer's networks", { privateNetwork }),

  examples: {
    pass: [{ name: "in a private network", facets: { privateNetwork: true } }],
    fail: [{ name: "outside", facets: { privateNetwork: false } }],
  },
});
