import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/sagemaker-endpoint-key",
  title: "SageMaker endpoint storage is under a customer key",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "aws.sagemaker.endpoint",
  risk: "Model and captured data on the endpoint's volumes cannot be cut off by revoking a key.",
  remediation: {
    summary: "Update the endpoint with a configuration that names a customer key.",
    cli: "aws sagemaker create-endpoint-config --endpoint-config-name <name> --kms-key-id <key> --production-variants file://variants.json",
    terraform: "kms_key_arn = aws_kms_key.endpoints.arn",
    console: [
      "SageMaker › Endpoint configurations › clone the configuration",
      "Change the setting and update the endpoint",
    ],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html"],

  evaluate: ({ facets: { customerKey } }) =>
    customerKey ? pass : fail("Its configuration names no customer key", { customerKey }),

  examples: {
    pass: [{ name: "own key", facets: { customerKey: true } }],
    fail: [{ name: "none", facets: { customerKey: false } }],
  },
});
