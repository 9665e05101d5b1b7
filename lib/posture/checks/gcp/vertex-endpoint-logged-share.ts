import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { numberParameter } from "#lib/domain/parameter.ts";

export default defineCheck({
  id: "gcp/vertex-endpoint-logged-share",
  title: "Vertex AI endpoint logs enough of its requests",
  severity: "low",
  layer: "model",
  function: "detect",
  appliesTo: "gcp.aiplatform.endpoint",
  risk: "A slow extraction of the model stays beneath what the sample shows.",
  remediation: {
    summary: "Raise the sampling rate of the request log.",
    cli: "gcloud ai endpoints update ENDPOINT --region REGION --request-response-logging-rate 1.0",
    terraform: "predict_request_response_logging_config { enabled = true sampling_rate = 1 }",
    console: [
      "Vertex AI › Online prediction › open the endpoint › Edit settings",
      "Request-response logging › sampling rate 100 %",
    ],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/predictions/online-prediction-logging"],

  parameters: {
    loggedPercentMin: numberParameter({
      title: "Share of requests that are logged",
      help: "A slow extraction shows only in a sample that is large enough.",
      unit: "%",
      default: 10,
      min: 0,
      max: 100,
      step: "any",
    }),
  },

  evaluate: ({ properties: { loggedShare } }, _graph, { loggedPercentMin }) => {
    if (loggedShare === 0) return notApplicable;
    return loggedShare >= loggedPercentMin / 100
      ? pass
      : fail(`It logs ${loggedShare * 100} % of its requests`, { loggedShare, loggedPercentMin });
  },

  examples: {
    pass: [{ name: "exactly a tenth", properties: { loggedShare: 0.1 } }],
    fail: [
      { name: "one in a hundred", properties: { loggedShare: 0.01 } },
      {
        name: "half, where all is asked",
        properties: { loggedShare: 0.5 },
        parameters: { loggedPercentMin: 100 },
      },
    ],
    notApplicable: [{ name: "off, which another check says", properties: { loggedShare: 0 } }],
  },
});
