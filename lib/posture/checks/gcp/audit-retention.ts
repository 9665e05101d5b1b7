import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const retainedDaysMin = 90;

export default defineCheck({
  id: "gcp/audit-retention",
  title: "Audit records are kept for at least 90 days",
  severity: "medium",
  layer: "identity",
  function: "respond",
  appliesTo: "gcp.logging.audit-config",
  risk: "Records of an intrusion are gone before it is noticed.",
  remediation: {
    summary: "Raise the retention of the log's bucket to 365 days.",
    cli: "gcloud logging buckets update _Default --location global --retention-days 365",
    terraform: 'resource "google_logging_project_bucket_config" { retention_days = 365 }',
    console: ["Logging › Logs storage › _Default › Edit bucket", "Retention period › 365 days"],
  },
  references: ["https://cloud.google.com/logging/docs/buckets"],

  evaluate: ({ facets: { retentionDays } }) => {
    if (retentionDays === null) return notApplicable;
    return retentionDays >= retainedDaysMin
      ? pass
      : fail(`Records are kept for ${retentionDays} days`, { retentionDays });
  },

  examples: {
    pass: [{ name: "exactly 90 days", facets: { retentionDays: 90 } }],
    fail: [
      { name: "Google's default of 30 days", facets: { retentionDays: 30 } },
      { name: "no days at all", facets: { retentionDays: 0 } },
    ],
    notApplicable: [{ name: "kept without an end of its own", facets: { retentionDays: null } }],
  },
});
