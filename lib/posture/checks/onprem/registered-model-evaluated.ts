import { defineCheck, missing, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "onprem/registered-model-evaluated",
  title: "Registered model was measured before it is used",
  severity: "medium",
  layer: "model",
  function: "detect",
  evidenceFor: "model-accountability",
  appliesTo: "onprem.registered-model",
  risk: "Nobody knows how often the model is wrong, or against whom, before it decides about people.",
  remediation: {
    summary: "Evaluate the version on data it was not trained on, and log what was measured to its run.",
    cli: 'mlflow.models.evaluate(model_uri, data, targets="label", model_type="classifier")  # in the run that logs the model',
    terraform: "Evaluation belongs into the pipeline that registers the model, not into Terraform",
    console: [
      "Open the model's run in MLflow",
      "Check that its metrics are of a test set, and of each group of people",
    ],
  },
  references: [
    "https://mlflow.org/docs/latest/ml/evaluation/",
    "https://www.nist.gov/itl/ai-risk-management-framework",
  ],

  evaluate: ({ properties: { version, measures } }) => {
    if (version === null) return notApplicable;
    return measures.length > 0
      ? pass
      : missing(`The run of version ${version} measured nothing`, { version, measures: [] });
  },

  examples: {
    pass: [{ name: "measured", properties: { version: "7", measures: ["gini"] } }],
    fail: [{ name: "nothing was measured", properties: { version: "7", measures: [] } }],
    notApplicable: [{ name: "no version yet", properties: { version: null, measures: [] } }],
    unknown: [
      {
        name: "its run may not be read",
        properties: { version: "7" },
        unknown: {
          "properties.measures": {
            reason: "denied",
            call: "mlflow:get-run",
            permission: "a user of MLflow with READ on experiments",
            message: "The key was answered with 403",
          },
        },
      },
    ],
  },
});
