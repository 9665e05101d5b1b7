import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "pipeline/customer-key",
  title: "Pipeline's jobs write under a customer key",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesToClass: "pipeline",
  risk: "Data and models between the steps are under a key that nobody here can audit or revoke.",
  remediation: {
    summary: "Name a customer-managed key in each step that writes.",
    cli: "aws sagemaker update-pipeline --pipeline-name <name> --pipeline-definition file://with-keys.json --role-arn <role>",
    terraform: "Set KmsKeyId in OutputDataConfig and ProcessingOutputConfig of pipeline_definition",
    console: ["Set the output key in each step of the pipeline's definition"],
  },
  references: [
    "https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
    "https://docs.aws.amazon.com/comprehend/latest/dg/kms-in-comprehend.html",
  ],

  evaluate: ({ facets: { customerKey } }) =>
    customerKey ? pass : fail("Not all of what it writes is under a customer key", { customerKey }),

  examples: {
    pass: [{ name: "own keys", facets: { customerKey: true } }],
    fail: [{ name: "a step without", facets: { customerKey: false } }],
  },
});
