import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/alloydb-encrypted-connections",
  title: "AlloyDB takes encrypted connections alone",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "gcp.alloydb.cluster",
  risk: "Passwords, prompts and documents can be read on the way by whoever is in between.",
  remediation: {
    summary: "Allow encrypted connections only.",
    cli: "gcloud alloydb instances update INSTANCE --cluster CLUSTER --region REGION --ssl-mode=ENCRYPTED_ONLY",
    terraform:
      'client_connection_config { ssl_config { ssl_mode = "ENCRYPTED_ONLY" } } on google_alloydb_instance',
    console: ["AlloyDB › open it › Connections › Security", "Allow only SSL connections"],
  },
  references: ["https://cloud.google.com/alloydb/docs/configure-ssl-mode"],

  evaluate: ({ properties: { encryptedOnly } }) =>
    encryptedOnly ? pass : fail("It also takes connections in clear", { encryptedOnly }),

  examples: {
    pass: [{ name: "encrypted only", properties: { encryptedOnly: true } }],
    fail: [{ name: "in clear too", properties: { encryptedOnly: false } }],
  },
});
