import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "model-registry/approval-required",
  title: "Registered models wait for an approval",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "model-registry",
  risk: "Whatever a pipeline makes is released at once, the poisoned and the broken with it.",
  remediation: {
    summary: "Register versions as pending, and let somebody other than the maker approve them.",
    cli: "aws sagemaker update-model-package --model-package-arn <version> --model-approval-status PendingManualApproval",
    terraform:
      'Leave ModelApprovalStatus at "PendingManualApproval" in the pipeline that registers the model',
    console: [
      "SageMaker › Studio › Models › Registered models › open the newest version",
      "Set it to pending, and have somebody review it",
    ],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html"],

  evaluate: ({ facets: { approvalRequired } }) =>
    approvalRequired ? pass : fail("Its newest version was approved in the making", { approvalRequired }),

  examples: {
    pass: [{ name: "somebody approves", facets: { approvalRequired: true } }],
    fail: [{ name: "approved in the making", facets: { approvalRequired: false } }],
  },
});
