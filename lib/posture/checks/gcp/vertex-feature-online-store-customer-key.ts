import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/vertex-feature-online-store-customer-key",
  title: "Feature online store is encrypted with a customer key",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "gcp.aiplatform.feature-online-store",
  risk: "Access to the features cannot be withdrawn by taking the key away, and no use of the key is recorded.",
  remediation: {
    summary: "Name a key of your own when it is made: it cannot be set later.",
    cli: "Create the store anew with encryptionSpec.kmsKeyName by featureOnlineStores.create, then copy its feature views",
    terraform:
      "encryption_spec { kms_key_name = google_kms_crypto_key.features.id } on google_vertex_ai_feature_online_store",
    console: ["Vertex AI › Feature Store › Online stores › Create", "Encryption › Customer-managed key"],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/featurestore/latest/create-onlinestore"],

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
