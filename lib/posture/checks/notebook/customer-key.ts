import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "notebook/customer-key",
  title: "Notebook disks are encrypted with a customer key",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "notebook",
  risk: "Copies of data and credentials on its disks stay readable to whoever holds the provider's key.",
  remediation: {
    summary: "Create the notebook with a customer-managed key on every disk.",
    cli: "gcloud workbench instances create NAME --location ZONE --boot-disk-encryption CMEK --boot-disk-kms-key KEY --data-disk-encryption CMEK --data-disk-kms-key KEY",
    terraform: 'boot_disk { disk_encryption = "CMEK" kms_key = google_kms_crypto_key.notebook.id }',
    console: ["Vertex AI › Workbench › Create", "Disks › Encryption › Customer-managed encryption key"],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/workbench/instances/cmek"],

  evaluate: ({ facets: { customerKey } }) =>
    customerKey ? pass : fail("A disk is encrypted with the provider's key", { customerKey }),

  examples: {
    pass: [{ name: "own key", facets: { customerKey: true } }],
    fail: [{ name: "the provider's key", facets: { customerKey: false } }],
  },
});
