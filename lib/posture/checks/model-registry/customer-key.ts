import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "model-registry/customer-key",
  title: "Registered models are encrypted with a customer key",
  severity: "low",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "model-registry",
  risk: "Model metadata and metrics are under a key that nobody here can audit or revoke.",
  remediation: {
    summary: "Name a customer-managed key where the version is registered.",
    cli: "aws sagemaker create-model-package --model-package-group-name <group> --security-config KmsKeyId=<key> --inference-specification file://inference.json",
    terraform: "Set SecurityConfig.KmsKeyId in the pipeline step that registers the model",
    console: ["Set it in the pipeline or the script that registers the model"],
  },
  references: [
    "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageSecurityConfig.html",
  ],

  evaluate: ({ facets: { customerKey } }) =>
    customerKey ? pass : fail("Its newest version is under the provider's key", { customerKey }),

  examples: {
    pass: [{ name: "own key", facets: { customerKey: true } }],
    fail: [{ name: "the provider's key", facets: { customerKey: false } }],
  },
});
