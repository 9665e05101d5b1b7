import type { Ability } from "#lib/domain/ability.ts";

/** What some actions of a service amount to. To allow one of them gives the ability; to deny takes all of them. */
export type AbilityRule = {
  ability: Ability;
  actions: readonly string[];
  /** The resources the actions work on; what a grant on `*` is narrowed to. */
  on: string;
  /** S3 tells objects and buckets apart by a slash: an action on the one is not granted by naming the other. */
  s3?: "objects" | "bucket";
};

const rule = (
  ability: Ability,
  on: string,
  actions: readonly string[],
  s3?: AbilityRule["s3"],
): AbilityRule => ({
  ability,
  actions,
  on,
  ...(s3 ? { s3 } : {}),
});

const bucket = "arn:*:s3:::*";
const bedrock = "arn:*:bedrock:*";
const agents = "arn:*:bedrock:*:*:agent/*";
const knowledgeBases = "arn:*:bedrock:*:*:knowledge-base/*";
const sagemaker = "arn:*:sagemaker:*";
const roles = "arn:*:iam::*:role/*";
const iam = "arn:*:iam::*";
const functions = "arn:*:lambda:*:*:function:*";
const keys = "arn:*:kms:*:*:key/*";
const secrets = "arn:*:secretsmanager:*";
const repositories = "arn:*:ecr:*:*:repository/*";
const collections = "arn:*:aoss:*";

export const abilityRules: readonly AbilityRule[] = [
  rule("read-data", bucket, ["s3:GetObject"], "objects"),
  rule("write-data", bucket, ["s3:PutObject", "s3:DeleteObject"], "objects"),
  rule(
    "manage",
    bucket,
    [
      "s3:DeleteBucket",
      "s3:PutBucketVersioning",
      "s3:PutEncryptionConfiguration",
      "s3:PutBucketLogging",
      "s3:PutLifecycleConfiguration",
    ],
    "bucket",
  ),
  rule(
    "manage-access",
    bucket,
    ["s3:PutBucketPolicy", "s3:PutBucketAcl", "s3:PutBucketPublicAccessBlock", "s3:DeleteBucketPolicy"],
    "bucket",
  ),

  rule("invoke-model", bedrock, ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]),
  rule("invoke-model", agents, ["bedrock:InvokeAgent", "bedrock:InvokeInlineAgent"]),
  rule("read-data", knowledgeBases, ["bedrock:Retrieve"]),
  rule("write-data", knowledgeBases, [
    "bedrock:IngestKnowledgeBaseDocuments",
    "bedrock:StartIngestionJob",
    "bedrock:DeleteKnowledgeBaseDocuments",
  ]),
  rule("manage", bedrock, [
    "bedrock:UpdateAgent",
    "bedrock:CreateAgent",
    "bedrock:DeleteAgent",
    "bedrock:UpdateGuardrail",
    "bedrock:DeleteGuardrail",
    "bedrock:UpdateKnowledgeBase",
    "bedrock:DeleteKnowledgeBase",
    "bedrock:UpdatePrompt",
    "bedrock:DeleteCustomModel",
    "bedrock:PutModelInvocationLoggingConfiguration",
    "bedrock:DeleteModelInvocationLoggingConfiguration",
  ]),
  rule("deploy", bedrock, [
    "bedrock:CreateAgent",
    "bedrock:UpdateAgent",
    "bedrock:CreateAgentActionGroup",
    "bedrock:UpdateAgentActionGroup",
    "bedrock:CreateModelCustomizationJob",
    "bedrock:CreateModelImportJob",
    "bedrock:CreateFlow",
    "bedrock:UpdateFlow",
  ]),
  rule("invoke-model", "arn:*:bedrock-agentcore:*", [
    "bedrock-agentcore:InvokeAgentRuntime",
    "bedrock-agentcore:InvokeCodeInterpreter",
  ]),
  rule("deploy", "arn:*:bedrock-agentcore:*", [
    "bedrock-agentcore:CreateAgentRuntime",
    "bedrock-agentcore:CreateCodeInterpreter",
    "bedrock-agentcore:UpdateAgentRuntime",
  ]),

  rule("invoke-model", sagemaker, [
    "sagemaker:InvokeEndpoint",
    "sagemaker:InvokeEndpointAsync",
    "sagemaker:InvokeEndpointWithResponseStream",
  ]),
  rule("manage", sagemaker, [
    "sagemaker:UpdateEndpoint",
    "sagemaker:DeleteEndpoint",
    "sagemaker:DeleteModel",
    "sagemaker:UpdateNotebookInstance",
    "sagemaker:UpdateModelPackage",
    "sagemaker:UpdateDomain",
  ]),
  rule("deploy", sagemaker, [
    "sagemaker:CreateModel",
    "sagemaker:CreateEndpoint",
    "sagemaker:CreateTrainingJob",
    "sagemaker:CreateProcessingJob",
    "sagemaker:CreateNotebookInstance",
    "sagemaker:UpdateEndpoint",
    "sagemaker:CreatePresignedNotebookInstanceUrl",
    "sagemaker:CreatePresignedDomainUrl",
    "sagemaker:UpdateNotebookInstanceLifecycleConfig",
  ]),

  rule("read-data", collections, ["aoss:APIAccessAll"]),
  rule("write-data", collections, ["aoss:APIAccessAll"]),
  rule("manage", collections, [
    "aoss:UpdateCollection",
    "aoss:DeleteCollection",
    "aoss:UpdateSecurityPolicy",
  ]),
  rule("manage-access", collections, [
    "aoss:CreateAccessPolicy",
    "aoss:UpdateAccessPolicy",
    "aoss:DeleteAccessPolicy",
  ]),
  rule("read-data", "arn:*:dynamodb:*", [
    "dynamodb:GetItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "dynamodb:BatchGetItem",
  ]),
  rule("write-data", "arn:*:dynamodb:*", [
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:BatchWriteItem",
  ]),
  rule("read-data", "arn:*:logs:*", ["logs:GetLogEvents", "logs:FilterLogEvents", "logs:StartQuery"]),

  rule("assume", roles, ["sts:AssumeRole"]),
  rule("pass-role", roles, ["iam:PassRole"]),
  rule("manage-access", iam, [
    "iam:PutRolePolicy",
    "iam:AttachRolePolicy",
    "iam:PutUserPolicy",
    "iam:AttachUserPolicy",
    "iam:PutGroupPolicy",
    "iam:AttachGroupPolicy",
    "iam:CreatePolicyVersion",
    "iam:SetDefaultPolicyVersion",
    "iam:UpdateAssumeRolePolicy",
    "iam:AddUserToGroup",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:UpdateLoginProfile",
    "iam:DeleteRolePermissionsBoundary",
  ]),
  rule("manage", iam, [
    "iam:CreateRole",
    "iam:DeleteRole",
    "iam:UpdateRole",
    "iam:CreateUser",
    "iam:DeleteUser",
    "iam:CreateOpenIDConnectProvider",
  ]),

  rule("read-secret", secrets, ["secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"]),
  rule("manage", secrets, [
    "secretsmanager:PutSecretValue",
    "secretsmanager:UpdateSecret",
    "secretsmanager:DeleteSecret",
  ]),
  rule("manage-access", secrets, ["secretsmanager:PutResourcePolicy"]),
  rule("read-secret", "arn:*:ssm:*:*:parameter/*", [
    "ssm:GetParameter",
    "ssm:GetParameters",
    "ssm:GetParametersByPath",
  ]),
  rule("use-key", keys, ["kms:Decrypt", "kms:GenerateDataKey"]),
  rule("manage", keys, ["kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:DisableKeyRotation"]),
  rule("manage-access", keys, ["kms:PutKeyPolicy", "kms:CreateGrant"]),

  rule("manage", functions, [
    "lambda:UpdateFunctionConfiguration",
    "lambda:DeleteFunction",
    "lambda:CreateFunctionUrlConfig",
  ]),
  rule("manage-access", functions, ["lambda:AddPermission"]),
  rule("deploy", functions, ["lambda:UpdateFunctionCode", "lambda:CreateFunction"]),
  rule("manage", "arn:*:apigateway:*", [
    "apigateway:POST",
    "apigateway:PATCH",
    "apigateway:PUT",
    "apigateway:DELETE",
  ]),
  rule("write-data", repositories, ["ecr:PutImage"]),
  rule("read-data", repositories, ["ecr:BatchGetImage"]),
  rule("deploy", repositories, ["ecr:PutImage"]),
  rule("manage-access", repositories, ["ecr:SetRepositoryPolicy"]),
  rule("deploy", "arn:*:codebuild:*", [
    "codebuild:StartBuild",
    "codebuild:CreateProject",
    "codebuild:UpdateProject",
  ]),
  rule("deploy", "arn:*:ec2:*", ["ec2:RunInstances"]),
  rule("manage", "arn:*:ec2:*", [
    "ec2:AuthorizeSecurityGroupIngress",
    "ec2:ModifyVpcEndpoint",
    "ec2:TerminateInstances",
  ]),
  rule("deploy", "arn:*:ecs:*", ["ecs:RegisterTaskDefinition", "ecs:RunTask"]),
  rule("deploy", "arn:*:cloudformation:*", ["cloudformation:CreateStack", "cloudformation:UpdateStack"]),
  rule("manage", "arn:*:cloudtrail:*", [
    "cloudtrail:StopLogging",
    "cloudtrail:DeleteTrail",
    "cloudtrail:UpdateTrail",
    "cloudtrail:PutEventSelectors",
  ]),
];
