import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/sagemaker-training-tracked",
  title: "SageMaker training is recorded with an experiment",
  severity: "low",
  layer: "pipeline",
  function: "detect",
  appliesTo: "aws.sagemaker.training-job",
  risk: "Nobody can tell which data and which settings made the model, so it can be neither explained nor made again.",
  remediation: {
    summary: "Start the job in an experiment or from a pipeline, or log it to MLflow.",
    cli: "aws sagemaker create-training-job --experiment-config ExperimentName=<experiment>,TrialName=<trial> --training-job-name <name> --role-arn <role> --algorithm-specification file://algorithm.json --output-data-config file://output.json --resource-config file://resources.json --stopping-condition MaxRuntimeInSeconds=3600",
    terraform: "Set ExperimentConfig where the job is written down; training jobs are not Terraform's",
    console: ["SageMaker › Studio › MLflow: create a tracking server and log the runs to it"],
  },
  references: [
    "https://docs.aws.amazon.com/sagemaker/latest/dg/experiments.html",
    "https://docs.aws.amazon.com/sagemaker/latest/dg/mlflow.html",
  ],

  evaluate: ({ properties: { tracked } }) => (tracked ? pass : fail("No experiment records it", { tracked })),

  examples: {
    pass: [{ name: "recorded", properties: { tracked: true } }],
    fail: [{ name: "not recorded", properties: { tracked: false } }],
  },
});
