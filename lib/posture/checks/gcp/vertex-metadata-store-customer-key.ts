import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/vertex-metadata-store-customer-key",
  title: "Vertex AI metadata store is encrypted with a customer key",
  severity: "low",
  layer: "model",
  function: "protect",
  appliesTo: "gcp.aiplatform.metadata-store",
  risk: "Access to the lineage of models and data cannot be withdrawn by taking the key away, and no use of the key is recorded.",
  remediation: {
    summary: "Name a key of your own when it is made: it cannot be set later.",
    cli: "Create the default store with encryptionSpec.kmsKeyName by metadataStores.create before the first pipeline runs",
    terraform:
      "encryption_spec { kms_key_name = google_kms_crypto_key.vertex.id } on google_vertex_ai_metadata_store",
    console: ["Vertex AI › Metadata", "Encryption › Customer-managed key"],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/ml-metadata/configure"],

  evaluate: ({ properties: { kmsKey } }) =>
    kmsKey === null ? fail("It is encrypted with a key of Google's", { kmsKey }) : pass,

  examples: {
    pass: [
      {
        name: "a customer key",
        properties: { kmsKey: "projects/acme/locations/europe-west4/keyRings/ai/cryptoKeys/vertex" },
      },
    ],
    fail: [{ name: "Google's key", properties: { kmsKey: null } }],
  },
});
