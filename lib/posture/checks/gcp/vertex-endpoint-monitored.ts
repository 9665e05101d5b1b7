import { defineCheck, fail, missing, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const watchedBy = (enabled: boolean) => ({
  resources: [sampleResource("model-monitor", "monitor", { enabled, measures: ["drift"] })],
  relationships: [{ from: "example", kind: "monitored-by" as const, to: "monitor" }],
});

export default defineCheck({
  id: "gcp/vertex-endpoint-monitored",
  title: "Served model is watched for drift",
  severity: "low",
  layer: "model",
  function: "detect",
  appliesTo: "gcp.aiplatform.endpoint",
  follows: ["monitored-by"],
  followDepth: 1,
  risk: "The model goes on answering after the world, or somebody who feeds it, has changed what it is asked.",
  remediation: {
    summary: "Create a monitoring job with drift detection on the endpoint.",
    cli: "gcloud ai model-monitoring-jobs create --endpoint ENDPOINT --region REGION --display-name NAME --prediction-sampling-rate 0.2 --feature-thresholds FEATURE=0.3 --emails TEAM",
    terraform:
      "Vertex AI monitoring jobs are not Terraform resources: create them where the endpoint is deployed",
    console: [
      "Vertex AI › Online prediction › open the endpoint › Model monitoring",
      "Enable, and set a threshold for drift",
    ],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/model-monitoring/overview"],

  evaluate: ({ key, properties: { deployedModelCount } }, graph) => {
    if (deployedModelCount === 0) return notApplicable;
    const monitors = graph.follow(key, "monitored-by").filter((found) => isOfClass(found, "model-monitor"));
    if (monitors.length === 0)
      return missing("Nothing watches what it is asked and answers", { monitors: [] });
    return monitors.some(({ facets }) => facets.enabled)
      ? pass
      : fail("What would watch it is switched off", { monitors: monitors.map(({ name }) => name) });
  },

  examples: {
    pass: [{ name: "drift is watched", properties: { deployedModelCount: 1 }, neighbours: watchedBy(true) }],
    fail: [
      { name: "by nothing", properties: { deployedModelCount: 1 } },
      {
        name: "by a job that is paused",
        properties: { deployedModelCount: 1 },
        neighbours: watchedBy(false),
      },
    ],
    notApplicable: [{ name: "serves nothing", properties: { deployedModelCount: 0 } }],
    unknown: [
      {
        name: "what watches it may not be read",
        properties: { deployedModelCount: 1 },
        unknown: {
          "relationships.monitored-by": {
            reason: "denied",
            call: "aiplatform:projects.locations.modelDeploymentMonitoringJobs.list",
            permission: "aiplatform.modelDeploymentMonitoringJobs.list",
            message: "no",
          },
        },
      },
    ],
  },
});
