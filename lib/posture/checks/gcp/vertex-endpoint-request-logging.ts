import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/vertex-endpoint-request-logging",
  title: "Vertex AI endpoint logs its requests",
  severity: "medium",
  layer: "model",
  function: "detect",
  appliesTo: "gcp.aiplatform.endpoint",
  risk: "Extraction, abuse and prompt injection leave no trace to investigate.",
  remediation: {
    summary: "Log requests and responses to a BigQuery table.",
    cli: 'curl -X PATCH -H "Authorization: Bearer $(gcloud auth print-access-token)" "https://REGION-aiplatform.googleapis.com/v1/projects/PROJECT/locations/REGION/endpoints/ENDPOINT?updateMask=predictRequestResponseLoggingConfig" -d \'{"predictRequestResponseLoggingConfig":{"enabled":true,"samplingRate":1}}\'',
    terraform: "predict_request_response_logging_config { enabled = true sampling_rate = 1 }",
    console: [
      "Vertex AI › Online prediction › open the endpoint › Edit settings",
      "Request-response logging › Enable, sampling rate 100 %",
    ],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/predictions/online-prediction-logging"],

  evaluate: ({ facets: { logsRequests }, properties: { deployedModelCount, loggedShare } }) => {
    if (deployedModelCount === 0) return notApplicable;
    return logsRequests ? pass : fail("It serves a model and logs no request", { loggedShare });
  },

  examples: {
    pass: [
      {
        name: "every request",
        facets: { logsRequests: true },
        properties: { deployedModelCount: 1, loggedShare: 1 },
      },
    ],
    fail: [
      {
        name: "on, but at a sampling rate of 0",
        facets: { logsRequests: false },
        properties: { deployedModelCount: 1, loggedShare: 0 },
      },
    ],
    notApplicable: [
      {
        name: "serves nothing",
        facets: { logsRequests: false },
        properties: { deployedModelCount: 0, loggedShare: 0 },
      },
    ],
  },
});
