import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/audit-data-access",
  title: "Data access log covers calls that use models",
  severity: "high",
  layer: "identity",
  function: "detect",
  appliesTo: "gcp.logging.audit-config",
  risk: "Who called which model and read which data cannot be told afterwards.",
  remediation: {
    summary: "Log data reads and data writes of the AI services, or of all services.",
    cli: "gcloud projects get-iam-policy PROJECT > policy.yaml, add auditConfigs with DATA_READ and DATA_WRITE for aiplatform.googleapis.com, then gcloud projects set-iam-policy PROJECT policy.yaml",
    terraform:
      'resource "google_project_iam_audit_config" { service = "aiplatform.googleapis.com" } with audit_log_config blocks DATA_READ and DATA_WRITE',
    console: ["IAM & Admin › Audit Logs", "Vertex AI API › tick Data Read and Data Write"],
  },
  references: ["https://cloud.google.com/logging/docs/audit/configure-data-access"],

  evaluate: ({ facets: { dataEvents } }) =>
    dataEvents ? pass : fail("Calls that use models and data are not logged", { dataEvents }),

  examples: {
    pass: [{ name: "reads and writes", facets: { dataEvents: true } }],
    fail: [{ name: "configuration only", facets: { dataEvents: false } }],
  },
});
