import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-imported-model-key",
  title: "Imported Bedrock model is encrypted with a customer key",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.imported-model",
  risk: "Weights the company made or bought are under a key that nobody here can audit or revoke.",
  remediation: {
    summary: "Import the model again with a customer-managed key, and delete the first.",
    cli: "aws bedrock create-model-import-job --job-name <job> --imported-model-name <name> --role-arn <role> --model-data-source s3DataSource={s3Uri=s3://<bucket>/} --imported-model-kms-key-id <key>",
    terraform:
      "The AWS provider has no resource for model import; set imported_model_kms_key_id in the job that imports it",
    console: ["Bedrock › Imported models › Import model", "Encryption: choose the key"],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-import-model.html"],

  evaluate: ({ facets: { customerKey } }) =>
    customerKey ? pass : fail("It is encrypted with AWS's own key", { customerKey }),

  examples: {
    pass: [{ name: "own key", facets: { customerKey: true } }],
    fail: [{ name: "AWS's key", facets: { customerKey: false } }],
  },
});
