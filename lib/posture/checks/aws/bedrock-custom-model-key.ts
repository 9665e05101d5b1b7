import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-custom-model-key",
  title: "Bedrock custom model is under a customer key",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.custom-model",
  risk: "Weights that hold what the training data taught lie under a key the customer cannot revoke.",
  remediation: {
    summary: "Train or copy the model again with a customer key.",
    cli: "aws bedrock create-model-copy-job --source-model-arn <model> --target-model-name <name> --model-kms-key-id <key>",
    terraform: "custom_model_kms_key_id = aws_kms_key.models.arn",
    console: ["Bedrock › Custom models › open the model › Copy to Region", "Choose a KMS key"],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-custom-job.html"],

  evaluate: ({ facets: { customerKey } }) =>
    customerKey ? pass : fail("Its weights are under AWS's own key", { customerKey }),

  examples: {
    pass: [{ name: "own key", facets: { customerKey: true } }],
    fail: [{ name: "AWS's key", facets: { customerKey: false } }],
  },
});
