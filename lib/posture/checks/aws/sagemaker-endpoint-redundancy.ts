import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/sagemaker-endpoint-redundancy",
  title: "SageMaker endpoint survives the loss of an instance",
  severity: "low",
  layer: "model",
  function: "protect",
  appliesTo: "aws.sagemaker.endpoint",
  risk: "One failed instance or zone stops every decision that waits for the model.",
  remediation: {
    summary: "Run each variant on at least two instances, which SageMaker spreads over zones.",
    cli: "aws sagemaker update-endpoint-weights-and-capacities --endpoint-name <name> --desired-weights-and-capacities VariantName=<variant>,DesiredInstanceCount=2",
    terraform: "initial_instance_count = 2",
    console: [
      "SageMaker › Endpoints › open the endpoint › Endpoint runtime settings › Update instance count",
    ],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-best-practices.html"],

  evaluate: ({ properties: { singleInstanceVariants } }) =>
    singleInstanceVariants.length === 0
      ? pass
      : fail(`${singleInstanceVariants.join(", ")} runs on a single instance`, { singleInstanceVariants }),

  examples: {
    pass: [{ name: "two each, or serverless", properties: { singleInstanceVariants: [] } }],
    fail: [{ name: "one variant alone", properties: { singleInstanceVariants: ["AllTraffic"] } }],
  },
});
