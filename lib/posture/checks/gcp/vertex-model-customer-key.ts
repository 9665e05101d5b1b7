import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/vertex-model-customer-key",
  title: "Vertex AI model is encrypted with a customer key",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "gcp.aiplatform.model",
  risk: "Access to the weights cannot be revoked by withdrawing a key.",
  remediation: {
    summary: "Upload the model anew with a customer-managed key; the key of a model cannot be changed.",
    cli: 'curl -X POST -H "Authorization: Bearer $(gcloud auth print-access-token)" "https://REGION-aiplatform.googleapis.com/v1/projects/PROJECT/locations/REGION/models:upload" -d \'{"model":{"displayName":"NAME","artifactUri":"URI","encryptionSpec":{"kmsKeyName":"KEY"}}}\'',
    terraform: "encryption_spec { kms_key_name = google_kms_crypto_key.vertex.id }",
    console: ["Vertex AI › Model Registry › Import", "Advanced options › Customer-managed encryption key"],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/general/cmek"],

  evaluate: ({ properties: { kmsKey } }) =>
    kmsKey === null ? fail("It is encrypted with Google's key", { kmsKey }) : pass,

  examples: {
    pass: [{ name: "own key", properties: { kmsKey: "projects/p/locations/l/keyRings/r/cryptoKeys/k" } }],
    fail: [{ name: "none stated", properties: { kmsKey: null } }],
  },
});
