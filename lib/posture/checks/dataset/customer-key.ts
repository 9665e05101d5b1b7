import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "dataset/customer-key",
  title: "Dataset is encrypted with a customer key",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesToClass: "dataset",
  risk: "Access to the data cannot be revoked by withdrawing a key, and the provider holds the only one.",
  remediation: {
    summary: "Create the dataset anew with a customer-managed key; the key of a dataset cannot be changed.",
    cli: 'curl -X POST -H "Authorization: Bearer $(gcloud auth print-access-token)" "https://REGION-aiplatform.googleapis.com/v1/projects/PROJECT/locations/REGION/datasets" -d \'{"displayName":"NAME","metadataSchemaUri":"URI","encryptionSpec":{"kmsKeyName":"KEY"}}\'',
    terraform: "encryption_spec { kms_key_name = google_kms_crypto_key.vertex.id }",
    console: ["Vertex AI › Datasets › Create", "Advanced options › Customer-managed encryption key"],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/general/cmek"],

  evaluate: ({ facets: { customerKey } }) =>
    customerKey ? pass : fail("It is encrypted with the provider's key", { customerKey }),

  examples: {
    pass: [{ name: "own key", facets: { customerKey: true } }],
    fail: [{ name: "the provider's key", facets: { customerKey: false } }],
  },
});
