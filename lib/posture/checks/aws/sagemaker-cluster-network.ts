import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/sagemaker-cluster-network",
  title: "HyperPod cluster runs in a network of one's own",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "aws.sagemaker.cluster",
  risk: "Every process on the cluster reaches any address with the weights and the data it works on.",
  remediation: {
    summary: "Create the cluster in private subnets of a VPC with narrow egress.",
    cli: "aws sagemaker create-cluster --cluster-name <name> --instance-groups file://groups.json --vpc-config SecurityGroupIds=<group>,Subnets=<subnet>",
    terraform:
      "vpc_config { security_group_ids = [aws_security_group.cluster.id] subnets = aws_subnet.private[*].id } on awscc_sagemaker_cluster",
    console: [
      "SageMaker › HyperPod clusters › Create › Networking: choose private subnets and security groups",
    ],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-prerequisites.html"],

  evaluate: ({ properties: { privateNetwork } }) =>
    privateNetwork ? pass : fail("It runs in a network of AWS's", { privateNetwork }),

  examples: {
    pass: [{ name: "in a VPC", properties: { privateNetwork: true } }],
    fail: [{ name: "in none", properties: { privateNetwork: false } }],
  },
});
