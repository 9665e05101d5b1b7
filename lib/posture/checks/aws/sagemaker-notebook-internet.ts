import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/sagemaker-notebook-internet",
  title: "SageMaker notebook has no direct way to the internet",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "aws.sagemaker.notebook",
  risk: "Data can leave, and code from anywhere can enter, past the network the customer watches.",
  remediation: {
    summary: "Create the notebook in a VPC with direct internet access disabled.",
    cli: "aws sagemaker create-notebook-instance --notebook-instance-name <name> --direct-internet-access Disabled --subnet-id <subnet> --security-group-ids <group> --role-arn <role> --instance-type ml.t3.medium",
    terraform: 'direct_internet_access = "Disabled"',
    console: [
      "SageMaker › Notebook instances › stop the instance",
      "Edit it, or create it anew where the setting is fixed",
    ],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html"],

  evaluate: ({ properties: { directInternetAccess } }) =>
    directInternetAccess ? fail("It reaches the internet directly", { directInternetAccess }) : pass,

  examples: {
    pass: [{ name: "disabled", properties: { directInternetAccess: false } }],
    fail: [{ name: "enabled", properties: { directInternetAccess: true } }],
  },
});
