import { defineCheck, fail, pass } from "#lib/domain/check.ts";
import { numberParameter } from "#lib/domain/parameter.ts";

export default defineCheck({
  id: "aws/sagemaker-endpoint-data-capture",
  title: "SageMaker endpoint keeps what it is asked and answers",
  severity: "medium",
  layer: "model",
  function: "detect",
  appliesTo: "aws.sagemaker.endpoint",
  risk: "Misuse, drift and theft of the model leave no trace.",
  remediation: {
    summary: "Turn data capture on in the endpoint configuration.",
    cli: "aws sagemaker create-endpoint-config --endpoint-config-name <name> --data-capture-config file://capture.json --production-variants file://variants.json",
    terraform:
      'data_capture_config { enable_capture = true initial_sampling_percentage = 100 destination_s3_uri = "s3://..." }',
    console: [
      "SageMaker › Endpoint configurations › clone the configuration",
      "Change the setting and update the endpoint",
    ],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture.html"],

  parameters: {
    capturePercentMin: numberParameter({
      title: "Share of requests that are captured",
      help: "A sample finds drift; misuse and theft are found in what was captured of them.",
      unit: "%",
      default: 1,
      min: 1,
      max: 100,
    }),
  },

  evaluate: ({ properties: { capturePercent } }, _graph, { capturePercentMin }) => {
    if (capturePercent <= 0) return fail("It captures nothing", { capturePercent });
    return capturePercent >= capturePercentMin
      ? pass
      : fail(`It captures ${capturePercent} % of its requests`, { capturePercent, capturePercentMin });
  },

  examples: {
    pass: [{ name: "a tenth", properties: { capturePercent: 10 } }],
    fail: [
      { name: "nothing", properties: { capturePercent: 0 } },
      {
        name: "a tenth, where half is asked",
        properties: { capturePercent: 10 },
        parameters: { capturePercentMin: 50 },
      },
    ],
  },
});
