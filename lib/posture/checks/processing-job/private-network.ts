import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "processing-job/private-network",
  title: "Job runs inside a private network",
  severity: "low",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "processing-job",
  risk: "Data goes to and from the job past the company's own networks, their controls and their logs.",
  remediation: {
    summary: "Give the job private subnets and a security group with narrow egress.",
    cli: 'aws sagemaker create-processing-job --network-config VpcConfig="{SecurityGroupIds=[<group>],Subnets=[<subnet>]}" --processing-job-name <name> --processing-resources file://cluster.json --app-specification ImageUri=<image> --role-arn <role>',
    terraform:
      "vpc_config { security_group_ids = [aws_security_group.jobs.id] subnet_ids = aws_subnet.private[*].id }",
    console: ["Set the network in the pipeline or the script that starts the job"],
  },
  references: [
    "https://docs.aws.amazon.com/sagemaker/latest/dg/process-vpc.html",
    "https://docs.aws.amazon.com/bedrock/latest/userguide/batch-vpc.html",
  ],

  evaluate: ({ facets: { privateNetwork } }) =>
    privateNetwork ? pass : fail("It runs outside the customer's networks", { privateNetwork }),

  examples: {
    pass: [{ name: "inside", facets: { privateNetwork: true } }],
    fail: [{ name: "outside", facets: { privateNetwork: false } }],
  },
});
