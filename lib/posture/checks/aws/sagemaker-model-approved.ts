import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const served = {
  resources: [sampleResource("model-deployment", "endpoint")],
  relationships: [{ from: "endpoint", kind: "serves" as const, to: "example" }],
};

export default defineCheck({
  id: "aws/sagemaker-model-approved",
  title: "SageMaker model in service comes from an approved version of the registry",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "aws.sagemaker.model",
  follows: ["serves"],
  followDepth: 1,
  risk: "What serves users was released by nobody, and cannot be told from what somebody tried out.",
  remediation: {
    summary: "Register the model, have the version approved, and create the model from that version.",
    cli: "aws sagemaker update-model-package --model-package-arn <version> --model-approval-status Approved && aws sagemaker create-model --model-name <name> --containers ModelPackageName=<version> --execution-role-arn <role>",
    terraform:
      'container { model_package_name = "arn:aws:sagemaker:eu-west-1:<account>:model-package/triage/3" }',
    console: [
      "SageMaker › Studio › Models › Registered models › open the version › Approve",
      "Deploy from there",
    ],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry.html"],

  evaluate: ({ key, properties: { registered } }, graph) => {
    if (graph.followBack(key, "serves").length === 0) return notApplicable;
    if (registered === "approved") return pass;
    return registered === "none"
      ? fail("It was made past the registry", { registered })
      : fail("The version it was made from is not approved", { registered });
  },

  examples: {
    pass: [{ name: "approved", properties: { registered: "approved" }, neighbours: served }],
    fail: [
      { name: "made from files", properties: { registered: "none" }, neighbours: served },
      {
        name: "a version that waits, or was rejected",
        properties: { registered: "not-approved" },
        neighbours: served,
      },
    ],
    notApplicable: [{ name: "no endpoint serves it", properties: { registered: "none" } }],
  },
});
