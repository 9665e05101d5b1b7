import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/sagemaker-pipeline-approval",
  title: "SageMaker pipeline does not approve its own models",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "aws.sagemaker.pipeline",
  risk: "A poisoned training run ships itself.",
  remediation: {
    summary: "Register models as pending in the pipeline and approve them outside it.",
    cli: "aws sagemaker update-pipeline --pipeline-name <name> --pipeline-definition file://pipeline.json --role-arn <role>",
    terraform: 'Set ModelApprovalStatus to "PendingManualApproval" in pipeline_definition',
    console: [
      "SageMaker › Studio › Pipelines › open the pipeline: set the approval status of the register step to pending",
    ],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html"],

  evaluate: ({ properties: { steps, selfApprovingSteps } }) => {
    if (!steps.includes("RegisterModel")) return notApplicable;
    return selfApprovingSteps.length === 0
      ? pass
      : fail(`${selfApprovingSteps.join(", ")} registers models as approved`, { selfApprovingSteps });
  },

  examples: {
    pass: [{ name: "pending", properties: { steps: ["Training", "RegisterModel"], selfApprovingSteps: [] } }],
    fail: [
      {
        name: "approved",
        properties: { steps: ["Training", "RegisterModel"], selfApprovingSteps: ["register"] },
      },
    ],
    notApplicable: [
      { name: "registers nothing", properties: { steps: ["Training"], selfApprovingSteps: [] } },
    ],
  },
});
