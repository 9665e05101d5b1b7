import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/sql-vertex-history",
  title: "Database that works with models can be set back",
  severity: "medium",
  layer: "data",
  function: "respond",
  appliesTo: "gcp.sqladmin.instance",
  risk: "Poisoned or deleted embeddings stay so, for there is no earlier state to go back to.",
  remediation: {
    summary: "Switch automated backups and point-in-time recovery on.",
    cli: "gcloud sql instances patch INSTANCE --backup-start-time=03:00 --enable-point-in-time-recovery",
    terraform:
      "backup_configuration { enabled = true point_in_time_recovery_enabled = true } on google_sql_database_instance",
    console: ["SQL › open it › Backups › Edit", "Enable point-in-time recovery"],
  },
  references: ["https://cloud.google.com/sql/docs/postgres/backup-recovery/pitr"],

  evaluate: ({ properties: { callsVertex }, facets: { versioning } }) => {
    if (!callsVertex) return notApplicable;
    return versioning ? pass : fail("It has no history to go back to", { versioning });
  },

  examples: {
    pass: [{ name: "with history", properties: { callsVertex: true }, facets: { versioning: true } }],
    fail: [{ name: "without", properties: { callsVertex: true }, facets: { versioning: false } }],
    notApplicable: [
      { name: "calls no model", properties: { callsVertex: false }, facets: { versioning: false } },
    ],
  },
});
