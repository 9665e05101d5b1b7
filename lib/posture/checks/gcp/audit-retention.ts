import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { numberParameter } from "#lib/domain/parameter.ts";

export default defineCheck({
  id: "gcp/audit-retention",
  title: "Audit records are kept as long as an investigation needs",
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

  parameters: {
    retainedDaysMin: numberParameter({
      title: "Days that records are kept",
      help: "An intrusion is often noticed months after it began.",
      unit: "days",
      default: 90,
      min: 1,
      max: 3_650,
    }),
  },

  evaluate: ({ facets: { retentionDays } }, _graph, { retainedDaysMin }) => {
    if (retentionDays === null) return notApplicable;
    return retentionDays >= retainedDaysMin
      ? pass
      : fail(`Records are kept for ${retentionDays} days, not ${retainedDaysMin}`, {
          retentionDays,
          retainedDaysMin,
        });
  },

  examples: {
    pass: [
      { name: "exactly 90 days", facets: { retentionDays: 90 } },
      {
        name: "a month, where a month is asked",
        facets: { retentionDays: 30 },
        parameters: { retainedDaysMin: 30 },
      },
    ],
    fail: [
      { name: "Google's default of 30 days", facets: { retentionDays: 30 } },
      { name: "no days at all", facets: { retentionDays: 0 } },
      {
        name: "half of the year that is asked",
        facets: { retentionDays: 180 },
        parameters: { retainedDaysMin: 365 },
      },
    ],
    notApplicable: [{ name: "kept without an end of its own", facets: { retentionDays: null } }],
  },
});
