import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "notebook/private-network",
  title: "Notebook runs inside a private network",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesToClass: "notebook",
  risk: "Code that somebody tries out reaches any address, and data leaves past the company's own networks.",
  remediation: {
    summary:
      "Create the notebook in a private subnet whose security group lets out only what the work needs.",
    cli: "aws sagemaker create-notebook-instance --notebook-instance-name <name> --instance-type <type> --role-arn <role> --subnet-id <subnet> --security-group-ids <group> --direct-internet-access Disabled",
    terraform: "subnet_id = aws_subnet.private.id and security_groups = [aws_security_group.notebooks.id]",
    console: [
      "SageMaker › Notebook instances › Create › Network: choose a VPC, a private subnet and a security group",
      "On Google Cloud: Workbench › create the instance in a subnet of the shared VPC",
    ],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html"],

  evaluate: ({ facets: { privateNetwork } }) =>
    privateNetwork ? pass : fail("It runs outside the customer's networks", { privateNetwork }),

  examples: {
    pass: [{ name: "inside", facets: { privateNetwork: true } }],
    fail: [{ name: "outside", facets: { privateNetwork: false } }],
  },
});
