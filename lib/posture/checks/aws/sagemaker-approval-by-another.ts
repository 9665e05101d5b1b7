import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/sagemaker-approval-by-another",
  title: "SageMaker model is approved by somebody other than its maker",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "aws.sagemaker.model-package-group",
  risk: "One person, or one stolen session, ships a model alone.",
  remediation: {
    summary: "Allow sagemaker:UpdateModelPackage to reviewers, and deny it to the roles that train.",
    cli: "aws iam put-role-policy --role-name <training role> --policy-name no-approval --policy-document file://deny-update-model-package.json",
    terraform: 'statement { effect = "Deny" actions = ["sagemaker:UpdateModelPackage"] resources = ["*"] }',
    console: [
      "IAM › Roles › open the training role › Permissions: deny sagemaker:UpdateModelPackage",
      "SageMaker › Studio › Registered models: have the newest version reviewed",
    ],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html"],

  evaluate: ({ properties: { newestApproval, approvedByMaker } }) => {
    if (newestApproval !== "Approved") return notApplicable;
    return approvedByMaker ? fail("Whoever made its newest version approved it", { approvedByMaker }) : pass;
  },

  examples: {
    pass: [{ name: "by somebody else", properties: { newestApproval: "Approved", approvedByMaker: false } }],
    fail: [{ name: "by its maker", properties: { newestApproval: "Approved", approvedByMaker: true } }],
    notApplicable: [
      { name: "waiting", properties: { newestApproval: "PendingManualApproval", approvedByMaker: false } },
      { name: "no version", properties: { newestApproval: null, approvedByMaker: false } },
    ],
  },
});
