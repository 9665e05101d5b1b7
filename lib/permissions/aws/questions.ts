import type { ResourceType } from "#lib/domain/resource.ts";

import type { AccessKind } from "../access.ts";

/** What is asked about each resource of a type: any one of the actions on the target amounts to the kind. */
export type Question = {
  kind: AccessKind;
  /** In lower case. */
  actions: readonly string[];
  /** The ARN the actions work on; a star in its last part stands for whatever is beneath. */
  target: (key: string) => string;
};

const itself = (key: string): string => key;
const beneath = (key: string): string => `${key}/*`;
/** For actions that know no resource: only a policy on everything allows them. */
const anything = (): string => "*";
/** An agent is called through its aliases. */
const aliases = (key: string): string => `${key.replace(":agent/", ":agent-alias/")}/*`;
const applicationOf = (key: string): string => key.split("/index/")[0] ?? key;
const streams = (key: string): string => `${key}:*`;

const ask =
  (kind: AccessKind) =>
  (target: Question["target"], ...actions: string[]): Question => ({
    kind,
    actions: actions.map((action) => action.toLowerCase()),
    target,
  });
const read = ask("can-read");
const write = ask("can-write");
const invoke = ask("can-invoke");
const manage = ask("can-manage");

const model = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];

/** Types that nobody is asked about do not occur in what an AI workload is made of, or have no access of their own. */
export const questionsByType: Readonly<Partial<Record<ResourceType, readonly Question[]>>> = {
  "aws.s3.bucket": [
    read(beneath, "s3:GetObject"),
    write(beneath, "s3:PutObject", "s3:DeleteObject"),
    manage(
      itself,
      "s3:DeleteBucket",
      "s3:PutBucketVersioning",
      "s3:PutEncryptionConfiguration",
      "s3:PutBucketLogging",
      "s3:PutLifecycleConfiguration",
      "s3:PutBucketPolicy",
      "s3:DeleteBucketPolicy",
      "s3:PutBucketAcl",
      "s3:PutBucketPublicAccessBlock",
    ),
  ],
  "aws.dynamodb.table": [
    read(itself, "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan"),
    write(
      itself,
      "dynamodb:PutItem",
      "dynamodb:UpdateItem",
      "dynamodb:DeleteItem",
      "dynamodb:BatchWriteItem",
    ),
    manage(itself, "dynamodb:UpdateTable", "dynamodb:DeleteTable", "dynamodb:PutResourcePolicy"),
  ],
  "aws.opensearch.domain": [
    read(beneath, "es:ESHttpGet", "es:ESHttpPost"),
    write(beneath, "es:ESHttpPut", "es:ESHttpPost", "es:ESHttpDelete"),
    manage(itself, "es:UpdateDomainConfig", "es:DeleteDomain"),
  ],
  "aws.opensearch-serverless.collection": [
    read(itself, "aoss:APIAccessAll"),
    write(itself, "aoss:APIAccessAll"),
    manage(itself, "aoss:UpdateCollection", "aoss:DeleteCollection"),
    manage(
      anything,
      "aoss:UpdateSecurityPolicy",
      "aoss:CreateAccessPolicy",
      "aoss:UpdateAccessPolicy",
      "aoss:DeleteAccessPolicy",
    ),
  ],
  "aws.logs.log-group": [read(streams, "logs:GetLogEvents", "logs:FilterLogEvents", "logs:StartQuery")],
  "aws.secretsmanager.secret": [
    read(itself, "secretsmanager:GetSecretValue"),
    manage(
      itself,
      "secretsmanager:PutSecretValue",
      "secretsmanager:UpdateSecret",
      "secretsmanager:DeleteSecret",
      "secretsmanager:PutResourcePolicy",
    ),
  ],
  "aws.kms.key": [
    read(itself, "kms:Decrypt", "kms:GenerateDataKey"),
    manage(
      itself,
      "kms:ScheduleKeyDeletion",
      "kms:DisableKey",
      "kms:DisableKeyRotation",
      "kms:PutKeyPolicy",
      "kms:CreateGrant",
    ),
  ],
  "aws.ecr.repository": [
    read(itself, "ecr:BatchGetImage"),
    write(itself, "ecr:PutImage"),
    manage(itself, "ecr:PutImage", "ecr:SetRepositoryPolicy", "ecr:DeleteRepository"),
  ],

  "aws.bedrock.service": [
    invoke((key) => `${key.replace(/:\d+:service$/, "::foundation-model/")}*`, ...model),
    manage(
      anything,
      "bedrock:PutModelInvocationLoggingConfiguration",
      "bedrock:DeleteModelInvocationLoggingConfiguration",
    ),
  ],
  "aws.bedrock.foundation-model": [invoke(itself, ...model)],
  "aws.bedrock.custom-model": [invoke(itself, ...model), manage(itself, "bedrock:DeleteCustomModel")],
  "aws.bedrock.customization-job": [manage(itself, "bedrock:StopModelCustomizationJob")],
  "aws.bedrock.guardrail": [manage(itself, "bedrock:UpdateGuardrail", "bedrock:DeleteGuardrail")],
  "aws.bedrock.agent": [
    invoke(aliases, "bedrock:InvokeAgent"),
    manage(
      itself,
      "bedrock:UpdateAgent",
      "bedrock:DeleteAgent",
      "bedrock:CreateAgentActionGroup",
      "bedrock:UpdateAgentActionGroup",
      "bedrock:AssociateAgentKnowledgeBase",
    ),
  ],
  "aws.bedrock.action-group": [
    manage((key) => key.split("/action-group/")[0] ?? key, "bedrock:UpdateAgentActionGroup"),
  ],
  "aws.bedrock.knowledge-base": [
    read(itself, "bedrock:Retrieve"),
    write(
      itself,
      "bedrock:IngestKnowledgeBaseDocuments",
      "bedrock:StartIngestionJob",
      "bedrock:DeleteKnowledgeBaseDocuments",
    ),
    manage(
      itself,
      "bedrock:UpdateKnowledgeBase",
      "bedrock:DeleteKnowledgeBase",
      "bedrock:CreateDataSource",
      "bedrock:UpdateDataSource",
    ),
  ],
  "aws.qbusiness.application": [
    invoke(itself, "qbusiness:Chat", "qbusiness:ChatSync"),
    manage(
      itself,
      "qbusiness:UpdateApplication",
      "qbusiness:DeleteApplication",
      "qbusiness:UpdateChatControlsConfiguration",
      "qbusiness:CreatePlugin",
    ),
  ],
  "aws.qbusiness.index": [
    read(applicationOf, "qbusiness:SearchRelevantContent"),
    write(itself, "qbusiness:BatchPutDocument", "qbusiness:BatchDeleteDocument"),
    manage(itself, "qbusiness:UpdateIndex", "qbusiness:DeleteIndex", "qbusiness:CreateDataSource"),
  ],
  "aws.qbusiness.plugin": [manage(itself, "qbusiness:UpdatePlugin", "qbusiness:DeletePlugin")],
  "aws.kendra.index": [
    read(itself, "kendra:Query", "kendra:Retrieve"),
    write(itself, "kendra:BatchPutDocument", "kendra:BatchDeleteDocument"),
    manage(itself, "kendra:UpdateIndex", "kendra:DeleteIndex", "kendra:CreateDataSource"),
  ],
  "aws.comprehend.model": [
    manage(itself, "comprehend:DeleteDocumentClassifier", "comprehend:DeleteEntityRecognizer"),
  ],
  "aws.comprehend.endpoint": [
    invoke(itself, "comprehend:ClassifyDocument", "comprehend:DetectEntities"),
    manage(itself, "comprehend:UpdateEndpoint", "comprehend:DeleteEndpoint"),
  ],
  "aws.comprehend.flywheel": [
    manage(itself, "comprehend:UpdateFlywheel", "comprehend:DeleteFlywheel", "comprehend:CreateDataset"),
  ],
  "aws.bedrock.prompt": [manage(itself, "bedrock:UpdatePrompt", "bedrock:DeletePrompt")],

  "aws.agentcore.runtime": [
    invoke((key) => `${key}*`, "bedrock-agentcore:InvokeAgentRuntime"),
    manage(itself, "bedrock-agentcore:UpdateAgentRuntime", "bedrock-agentcore:DeleteAgentRuntime"),
  ],
  "aws.agentcore.gateway": [
    invoke(itself, "bedrock-agentcore:InvokeGateway"),
    manage(
      itself,
      "bedrock-agentcore:UpdateGateway",
      "bedrock-agentcore:DeleteGateway",
      "bedrock-agentcore:CreateGatewayTarget",
      "bedrock-agentcore:UpdateGatewayTarget",
    ),
  ],
  "aws.agentcore.memory": [
    read(
      itself,
      "bedrock-agentcore:ListEvents",
      "bedrock-agentcore:GetEvent",
      "bedrock-agentcore:RetrieveMemoryRecords",
      "bedrock-agentcore:ListMemoryRecords",
    ),
    write(
      itself,
      "bedrock-agentcore:CreateEvent",
      "bedrock-agentcore:BatchCreateMemoryRecords",
      "bedrock-agentcore:BatchUpdateMemoryRecords",
      "bedrock-agentcore:DeleteMemoryRecord",
    ),
    manage(itself, "bedrock-agentcore:UpdateMemory", "bedrock-agentcore:DeleteMemory"),
  ],
  "aws.agentcore.browser": [
    invoke(
      itself,
      "bedrock-agentcore:StartBrowserSession",
      "bedrock-agentcore:ConnectBrowserAutomationStream",
    ),
    manage(itself, "bedrock-agentcore:DeleteBrowser"),
  ],
  "aws.agentcore.code-interpreter": [
    invoke(itself, "bedrock-agentcore:InvokeCodeInterpreter"),
    manage(itself, "bedrock-agentcore:DeleteCodeInterpreter"),
  ],
  "aws.agentcore.credential-provider": [
    read(itself, "bedrock-agentcore:GetResourceApiKey", "bedrock-agentcore:GetResourceOauth2Token"),
    manage(
      itself,
      "bedrock-agentcore:UpdateApiKeyCredentialProvider",
      "bedrock-agentcore:UpdateOauth2CredentialProvider",
    ),
  ],

  "aws.sagemaker.endpoint": [
    invoke(
      itself,
      "sagemaker:InvokeEndpoint",
      "sagemaker:InvokeEndpointAsync",
      "sagemaker:InvokeEndpointWithResponseStream",
    ),
    manage(
      itself,
      "sagemaker:UpdateEndpoint",
      "sagemaker:UpdateEndpointWeightsAndCapacities",
      "sagemaker:DeleteEndpoint",
    ),
  ],
  "aws.sagemaker.model": [manage(itself, "sagemaker:DeleteModel")],
  "aws.sagemaker.notebook": [
    manage(
      itself,
      "sagemaker:UpdateNotebookInstance",
      "sagemaker:DeleteNotebookInstance",
      "sagemaker:CreatePresignedNotebookInstanceUrl",
    ),
  ],
  "aws.sagemaker.training-job": [manage(itself, "sagemaker:StopTrainingJob")],
  "aws.sagemaker.pipeline": [
    manage(
      itself,
      "sagemaker:UpdatePipeline",
      "sagemaker:DeletePipeline",
      "sagemaker:StartPipelineExecution",
    ),
  ],
  "aws.sagemaker.model-package-group": [
    manage(
      (key) => `${key.replace(":model-package-group/", ":model-package/")}/*`,
      "sagemaker:UpdateModelPackage",
      "sagemaker:DeleteModelPackage",
    ),
    manage(itself, "sagemaker:PutModelPackageGroupPolicy", "sagemaker:DeleteModelPackageGroup"),
  ],

  "aws.lambda.function": [
    manage(
      itself,
      "lambda:UpdateFunctionCode",
      "lambda:UpdateFunctionConfiguration",
      "lambda:DeleteFunction",
      "lambda:AddPermission",
      "lambda:CreateFunctionUrlConfig",
    ),
  ],
  // The server's code is the function's.
  "aws.mcp.server": [manage((key) => key.replace(/#mcp$/, ""), "lambda:UpdateFunctionCode")],
  "aws.codebuild.project": [
    manage(itself, "codebuild:UpdateProject", "codebuild:StartBuild", "codebuild:DeleteProject"),
  ],
  "aws.cloudtrail.trail": [
    manage(
      itself,
      "cloudtrail:StopLogging",
      "cloudtrail:DeleteTrail",
      "cloudtrail:UpdateTrail",
      "cloudtrail:PutEventSelectors",
    ),
  ],

  "aws.iam.role": [
    ask("can-assume")(itself, "sts:AssumeRole"),
    ask("can-pass")(itself, "iam:PassRole"),
    manage(
      itself,
      "iam:PutRolePolicy",
      "iam:AttachRolePolicy",
      "iam:UpdateAssumeRolePolicy",
      "iam:DeleteRolePermissionsBoundary",
      "iam:UpdateRole",
      "iam:DeleteRole",
    ),
  ],
  "aws.iam.user": [
    manage(
      itself,
      "iam:PutUserPolicy",
      "iam:AttachUserPolicy",
      "iam:CreateAccessKey",
      "iam:CreateLoginProfile",
      "iam:UpdateLoginProfile",
      "iam:DeleteUserPermissionsBoundary",
      "iam:DeleteUser",
    ),
  ],
  "aws.iam.group": [
    manage(itself, "iam:PutGroupPolicy", "iam:AttachGroupPolicy", "iam:AddUserToGroup", "iam:DeleteGroup"),
  ],
};
