import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "pipeline/private-network",
  title: "Pipeline's jobs run inside a private network",
  severity: "low",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "pipeline",
  risk: "Data goes to and from the jobs past the company's own networks, their controls and their logs.",
  remediation: {
    summary: "Give each step that starts a job private subnets and a security group with narrow egress.",
    cli: "aws sagemaker update-pipeline --pipeline-name <name> --pipeline-definition file://with-vpc.json --role-arn <role>",
    terraform: "Set VpcConfig in each training and processing step of pipeline_definition",
    console: ["Set the network in each step of the pipeline's definition"],
  },
  references: [
    "https://docs.aws.amazon.com/sagemaker/latest/dg/infrastructure-give-access.html",
    "https://docs.aws.amazon.com/comprehend/latest/dg/usingVPC.html",
  ],

  evaluate: ({ facets: { privateNetwork } }) =>
    privateNetwork ? pass : fail("Not all of its jobs run in the customer's networks", { privateNetwork }),

  examples: {
    pass: [{ name: "inside", facets: { privateNetwork: true } }],
    fail: [{ name: "a job outside", facets: { privateNetwork: false } }],
  },
});
