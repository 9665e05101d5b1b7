import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/vertex-endpoint-customer-key",
  title: "Vertex AI endpoint is encrypted with a customer key",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "gcp.aiplatform.endpoint",
  risk: "What the endpoint keeps of the model cannot be made unreadable by withdrawing a key.",
  remediation: {
    summary: "Create the endpoint anew with a customer-managed key and move the traffic over.",
    cli: "gcloud ai endpoints create --region REGION --display-name NAME --encryption-kms-key-name KEY",
    terraform: "encryption_spec { kms_key_name = google_kms_crypto_key.vertex.id }",
    console: ["Vertex AI › Online prediction › Create", "Encryption › Customer-managed encryption key"],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/general/cmek"],

  evaluate: ({ properties: { kmsKey } }) =>
    kmsKey === null ? fail("It is encrypted with Google's key", { kmsKey }) : pass,

  examples: {
    pass: [{ name: "own key", properties: { kmsKey: "projects/p/locations/l/keyRings/r/cryptoKeys/k" } }],
    fail: [{ name: "none stated", properties: { kmsKey: null } }],
  },
});
