import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/document-processor-customer-key",
  title: "Document AI processor is encrypted with a customer key",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "gcp.documentai.processor",
  risk: "Documents and what was read from them stay readable to Google when access has to be withdrawn.",
  remediation: {
    summary: "Create the processor anew with a key of your own: it cannot be set later.",
    cli: "Create it by processors.create with kmsKeyName, then move the callers to the new processor",
    terraform: "kms_key_name = google_kms_crypto_key.documents.id on google_document_ai_processor",
    console: ["Document AI › Create processor › Advanced options", "Encryption › Customer-managed key"],
  },
  references: ["https://cloud.google.com/document-ai/docs/cmek"],

  evaluate: ({ properties: { kmsKey } }) =>
    kmsKey === null ? fail("It is encrypted with a key of Google's", { kmsKey }) : pass,

  examples: {
    pass: [
      {
        name: "a customer key",
        properties: { kmsKey: "projects/acme/locations/eu/keyRings/ai/cryptoKeys/documents" },
      },
    ],
    fail: [{ name: "Google's key", properties: { kmsKey: null } }],
  },
});
