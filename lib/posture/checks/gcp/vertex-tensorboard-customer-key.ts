import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/vertex-tensorboard-customer-key",
  title: "TensorBoard is encrypted with a customer key",
  severity: "low",
  layer: "model",
  function: "protect",
  appliesTo: "gcp.aiplatform.tensorboard",
  risk: "Access to the measurements and samples of training cannot be withdrawn by taking the key away, and no use of the key is recorded.",
  remediation: {
    summary: "Name a key of your own when it is made: it cannot be set later.",
    cli: "gcloud ai tensorboards create --display-name NAME --region REGION --kms-key-name KEY --kms-keyring RING --kms-location REGION --kms-project PROJECT",
    terraform:
      "encryption_spec { kms_key_name = google_kms_crypto_key.vertex.id } on google_vertex_ai_tensorboard",
    console: [
      "Vertex AI › Experiments › TensorBoard instances › Create",
      "Encryption › Customer-managed key",
    ],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/experiments/tensorboard-setup"],

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
