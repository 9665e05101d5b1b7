import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "image-registry/customer-key",
  title: "Images are encrypted with a customer key",
  severity: "low",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "image-registry",
  risk: "Access to images with weights inside cannot be revoked by withdrawing a key.",
  remediation: {
    summary: "Create the repository anew with a customer-managed key and copy the images over.",
    cli: "gcloud artifacts repositories create REPOSITORY --location LOCATION --repository-format docker --kms-key KEY",
    terraform: "kms_key_name = google_kms_crypto_key.artifacts.id",
    console: ["Artifact Registry › Create repository", "Encryption › Customer-managed encryption key"],
  },
  references: [
    "https://cloud.google.com/artifact-registry/docs/cmek",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html",
  ],

  evaluate: ({ facets: { customerKey } }) =>
    customerKey ? pass : fail("It is encrypted with the provider's key", { customerKey }),

  examples: {
    pass: [{ name: "own key", facets: { customerKey: true } }],
    fail: [{ name: "the provider's key", facets: { customerKey: false } }],
  },
});
