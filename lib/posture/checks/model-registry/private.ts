import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "model-registry/private",
  title: "Model registry is not open to everybody",
  severity: "critical",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "model-registry",
  risk: "Anybody may take the models, and learn from them what they were trained on.",
  remediation: {
    summary: "Name the accounts that deploy the models in the registry's policy.",
    cli: "aws sagemaker put-model-package-group-policy --model-package-group-name <group> --resource-policy file://named-accounts.json",
    terraform:
      'resource "aws_sagemaker_model_package_group_policy" "named" { model_package_group_name = <group> resource_policy = data.aws_iam_policy_document.named.json }',
    console: ["The console does not show the policy; put one with the command line"],
  },
  references: [
    "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_PutModelPackageGroupPolicy.html",
    "https://atlas.mitre.org/techniques/AML.T0035",
  ],

  evaluate: ({ facets: { publicRead } }) =>
    publicRead ? fail("Everybody may read its models", { publicRead }) : pass,

  examples: {
    pass: [{ name: "named readers", facets: { publicRead: false } }],
    fail: [{ name: "everybody", facets: { publicRead: true } }],
  },
});
