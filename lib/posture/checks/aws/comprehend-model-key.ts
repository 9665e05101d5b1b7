import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/comprehend-model-key",
  title: "Comprehend model, its training volume and its output are under customer keys",
  severity: "medium",
  layer: "data",
  function: "protect",
  evidenceFor: "model-tuning",
  appliesTo: "aws.comprehend.model",
  risk: "The texts it was trained on, and the model that remembers them, lie under a key nobody here can audit or revoke.",
  remediation: {
    summary: "Train the next version with a key for the model, for the volume and for the output.",
    cli: "aws comprehend create-document-classifier --model-kms-key-id <key> --volume-kms-key-id <key> --output-data-config S3Uri=<uri>,KmsKeyId=<key> --cli-input-json file://model.json",
    terraform:
      "model_kms_key_id, volume_kms_key_id and output_data_config { kms_key_id } in aws_comprehend_document_classifier",
    console: [
      "Comprehend › Custom classification or recognition › Create new version",
      "Access permissions and advanced settings › name your keys",
    ],
  },
  references: ["https://docs.aws.amazon.com/comprehend/latest/dg/kms-in-comprehend.html"],

  evaluate: ({ facets: { customerKey }, properties: { volumeCustomerKey, outputCustomerKey } }) => {
    const without = [
      ...(customerKey ? [] : ["the model"]),
      ...(volumeCustomerKey ? [] : ["its training volume"]),
      ...(outputCustomerKey ? [] : ["its training output"]),
    ];
    return without.length === 0
      ? pass
      : fail(`No customer key is on ${without.join(" or ")}`, {
          customerKey,
          volumeCustomerKey,
          outputCustomerKey,
        });
  },

  examples: {
    pass: [
      {
        name: "all three",
        facets: { customerKey: true },
        properties: { volumeCustomerKey: true, outputCustomerKey: true },
      },
    ],
    fail: [
      {
        name: "the model alone is",
        facets: { customerKey: true },
        properties: { volumeCustomerKey: false, outputCustomerKey: false },
      },
      {
        name: "the output alone is not",
        facets: { customerKey: true },
        properties: { volumeCustomerKey: true, outputCustomerKey: false },
      },
      {
        name: "the model alone is not",
        facets: { customerKey: false },
        properties: { volumeCustomerKey: true, outputCustomerKey: true },
      },
    ],
  },
});
