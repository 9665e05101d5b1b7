import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/model-monitor-notifies",
  title: "Monitoring job tells somebody what it finds",
  severity: "low",
  layer: "model",
  function: "detect",
  appliesTo: "gcp.aiplatform.model-monitoring-job",
  risk: "Drift is measured and nobody hears of it.",
  remediation: {
    summary: "Add e-mail addresses or notification channels to the job.",
    cli: "gcloud ai model-monitoring-jobs update JOB --region REGION --emails TEAM@EXAMPLE",
    terraform:
      "Vertex AI monitoring jobs are not Terraform resources: set the alert configuration where they are created",
    console: [
      "Vertex AI › Model monitoring › open the job › Edit",
      "Notification › add e-mail addresses or channels",
    ],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/model-monitoring/receive-alerts"],

  evaluate: ({ facets: { enabled }, properties: { notifies } }) => {
    if (!enabled) return notApplicable;
    return notifies ? pass : fail("It has neither an address nor a channel", { notifies });
  },

  examples: {
    pass: [{ name: "by e-mail or a channel", facets: { enabled: true }, properties: { notifies: true } }],
    fail: [{ name: "nobody", facets: { enabled: true }, properties: { notifies: false } }],
    notApplicable: [{ name: "switched off", facets: { enabled: false }, properties: { notifies: false } }],
  },
});
