import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/sql-encrypted-connections",
  title: "Cloud SQL takes encrypted connections alone",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "gcp.sqladmin.instance",
  risk: "Passwords, prompts and documents can be read on the way by whoever is in between.",
  remediation: {
    summary: "Allow encrypted connections only.",
    cli: "gcloud sql instances patch INSTANCE --ssl-mode=ENCRYPTED_ONLY",
    terraform: 'ip_configuration { ssl_mode = "ENCRYPTED_ONLY" } on google_sql_database_instance',
    console: ["SQL › open it › Connections › Security", "Allow only SSL connections"],
  },
  references: ["https://cloud.google.com/sql/docs/postgres/configure-ssl-instance"],

  evaluate: ({ properties: { encryptedOnly } }) =>
    encryptedOnly ? pass : fail("It also takes connections in clear", { encryptedOnly }),

  examples: {
    pass: [{ name: "encrypted only", properties: { encryptedOnly: true } }],
    fail: [{ name: "in clear too", properties: { encryptedOnly: false } }],
  },
});
