import type { Answer, Row } from "../row.ts";
import { account, arn, keyArn, policy, roleArn } from "./names.ts";

const forms = ["good", "bad"];
const groupArn = (form: string) => arn("sagemaker", `model-package-group/${form}`);
const pipelineArn = (form: string) => arn("sagemaker", `pipeline/${form}`);
const definition = (training: object, approval: string) =>
  JSON.stringify({
    Version: "2020-12-01",
    Steps: [
      { Name: "train", Type: "Training", Arguments: training },
      { Name: "register", Type: "RegisterModel", Arguments: { ModelApprovalStatus: approval } },
    ],
  });
const definitions: Readonly<Record<string, string>> = {
  good: definition(
    {
      VpcConfig: { SecurityGroupIds: ["sg-0123456789abcdef0"], Subnets: ["subnet-0123456789abcdef0"] },
      OutputDataConfig: { S3OutputPath: "s3://acme-good/models", KmsKeyId: keyArn },
    },
    "PendingManualApproval",
  ),
  bad: definition({ OutputDataConfig: { S3OutputPath: "s3://acme-bad/models" } }, "Approved"),
};
const readBy = (form: string, principal: unknown) =>
  policy({
    Effect: "Allow",
    Principal: principal,
    Action: ["sagemaker:DescribeModelPackage", "sagemaker:CreateModel"],
    Resource: arn("sagemaker", `model-package/${form}/*`),
  });
const policies: Readonly<Record<string, string>> = {
  good: readBy("good", { AWS: `arn:aws:iam::${account}:root` }),
  bad: readBy("bad", "*"),
};
const policyAnswer = (form: string): Answer => [
  "sagemaker:GetModelPackageGroupPolicy",
  { ModelPackageGroupName: form },
  { ResourcePolicy: policies[form] },
];

/** Words checked with website/docs/r/sagemaker_{pipeline,model_package_group_policy} of the provider. */
export const sagemakerPipelines: readonly Row[] = [
  {
    type: "aws_sagemaker_pipeline",
    hcl: forms
      .map(
        (form) => `
    resource "aws_sagemaker_pipeline" "${form}" {
      pipeline_name = "${form}"
      pipeline_display_name = "${form}"
      role_arn = aws_iam_role.${form}.arn
      pipeline_definition = ${JSON.stringify(definitions[form])}
    }`,
      )
      .join(""),
    answers: [
      [
        "sagemaker:ListPipelines",
        {},
        {
          PipelineSummaries: forms.map((form) => ({ PipelineName: form, PipelineArn: pipelineArn(form) })),
        },
      ],
      ...forms.map((form): Answer => [
        "sagemaker:DescribePipeline",
        { PipelineName: form },
        {
          PipelineArn: pipelineArn(form),
          PipelineName: form,
          PipelineDisplayName: form,
          PipelineStatus: "Active",
          RoleArn: roleArn(form),
          PipelineDefinition: definitions[form],
        },
      ]),
    ],
  },
  {
    type: "aws_sagemaker_model_package_group",
    parts: ["aws_sagemaker_model_package_group_policy"],
    untold: {
      "model-registry/approval-required": "Versions are registered by whoever trains them",
      "model-registry/customer-key": "Versions are registered by whoever trains them",
      "aws/sagemaker-approval-by-another": "Versions are registered by whoever trains them",
    },
    hcl: forms
      .map(
        (form) => `
    resource "aws_sagemaker_model_package_group" "${form}" { model_package_group_name = "${form}" }
    resource "aws_sagemaker_model_package_group_policy" "${form}" {
      model_package_group_name = aws_sagemaker_model_package_group.${form}.model_package_group_name
      resource_policy = ${JSON.stringify(policies[form])}
    }`,
      )
      .join(""),
    answers: [
      [
        "sagemaker:ListModelPackageGroups",
        {},
        {
          ModelPackageGroupSummaryList: forms.map((form) => ({
            ModelPackageGroupName: form,
            ModelPackageGroupArn: groupArn(form),
            ModelPackageGroupStatus: "Completed",
          })),
        },
      ],
      ...forms.map(policyAnswer),
    ],
  },
];
