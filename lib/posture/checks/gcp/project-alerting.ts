import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/project-alerting",
  title: "An alert watches the models of the project",
  severity: "low",
  layer: "model",
  function: "detect",
  appliesTo: "gcp.monitoring.project-alerting",
  risk: "Errors, refusals and sudden load on the models are in graphs that nobody looks at.",
  remediation: {
    summary: "Make an alert policy on errors or volume of the service of AI.",
    cli: "gcloud monitoring policies create --policy-from-file=policy.yaml, with a condition on aiplatform.googleapis.com/prediction/online/error_count",
    terraform:
      'resource "google_monitoring_alert_policy" { conditions { condition_threshold { filter = "metric.type = \\"aiplatform.googleapis.com/prediction/online/error_count\\"" } } }',
    console: ["Monitoring › Alerting › Create policy", "Choose a metric of Vertex AI and a channel"],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/general/monitoring-metrics"],

  evaluate: ({ properties: { usesAi, policyCount }, facets: { watchesAi } }) => {
    if (!usesAi) return notApplicable;
    return watchesAi ? pass : fail("No enabled alert policy looks at a service of AI", { policyCount });
  },

  examples: {
    pass: [{ name: "watched", properties: { usesAi: true, policyCount: 3 }, facets: { watchesAi: true } }],
    fail: [
      {
        name: "policies on everything else",
        properties: { usesAi: true, policyCount: 2 },
        facets: { watchesAi: false },
      },
    ],
    notApplicable: [
      {
        name: "no service of AI is on",
        properties: { usesAi: false, policyCount: 0 },
        facets: { watchesAi: false },
      },
    ],
  },
});
