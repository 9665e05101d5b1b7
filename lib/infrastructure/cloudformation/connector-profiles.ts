/** What a connector lets one do with the other: actions, and on what, told by what follows its ARN. */
type Allowed = { actions: readonly string[]; on: readonly string[] };
export type Access = { holder: "source" | "destination"; Read?: Allowed; Write?: Allowed };
export type Profile = Access | { caller: string };

const itself = [""];
const invoke = { actions: ["lambda:InvokeAsync", "lambda:InvokeFunction"], on: itself };
const send = { actions: ["sqs:SendMessage"], on: itself };
const publish = { actions: ["sns:Publish"], on: itself };
const putEvents = { actions: ["events:PutEvents"], on: itself };
const bucket: Access = {
  holder: "source",
  Read: {
    actions: [
      "s3:GetObject",
      "s3:GetObjectAcl",
      "s3:GetObjectLegalHold",
      "s3:GetObjectRetention",
      "s3:GetObjectTorrent",
      "s3:GetObjectVersion",
      "s3:GetObjectVersionAcl",
      "s3:GetObjectVersionForReplication",
      "s3:GetObjectVersionTorrent",
      "s3:ListBucket",
      "s3:ListBucketMultipartUploads",
      "s3:ListBucketVersions",
      "s3:ListMultipartUploadParts",
    ],
    on: ["", "/*"],
  },
  Write: {
    actions: [
      "s3:AbortMultipartUpload",
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:PutObject",
      "s3:PutObjectLegalHold",
      "s3:PutObjectRetention",
      "s3:RestoreObject",
    ],
    on: ["", "/*"],
  },
};
const table: Access = {
  holder: "source",
  Read: {
    actions: ["GetItem", "Query", "Scan", "BatchGetItem", "ConditionCheckItem", "PartiQLSelect"].map(
      (action) => `dynamodb:${action}`,
    ),
    on: ["", "/index/*"],
  },
  Write: {
    actions: [
      "PutItem",
      "UpdateItem",
      "DeleteItem",
      "BatchWriteItem",
      "PartiQLDelete",
      "PartiQLInsert",
      "PartiQLUpdate",
    ].map((action) => `dynamodb:${action}`),
    on: ["", "/index/*"],
  },
};

/**
 * Connectors of AWS SAM from or to a function, by the types of both ends, as of 2026-05-29. From
 * https://github.com/aws/serverless-application-model/blob/develop/samtranslator/model/connector_profiles/profiles.json
 */
export const connectorProfiles: Readonly<Record<string, Readonly<Record<string, Profile>>>> = {
  "AWS::Lambda::Function": {
    "AWS::Lambda::Function": { holder: "source", Write: invoke },
    "AWS::S3::Bucket": bucket,
    "AWS::DynamoDB::Table": table,
    "AWS::SQS::Queue": {
      holder: "source",
      Read: { actions: ["sqs:ReceiveMessage", "sqs:GetQueueAttributes"], on: itself },
      Write: {
        actions: ["sqs:DeleteMessage", "sqs:SendMessage", "sqs:ChangeMessageVisibility", "sqs:PurgeQueue"],
        on: itself,
      },
    },
    "AWS::SNS::Topic": { holder: "source", Write: publish },
    "AWS::Events::EventBus": { holder: "source", Write: putEvents },
    "AWS::StepFunctions::StateMachine": {
      holder: "source",
      Read: {
        actions: [
          "states:DescribeStateMachine",
          "states:ListExecutions",
          "states:DescribeExecution",
          "states:DescribeStateMachineForExecution",
          "states:GetExecutionHistory",
        ],
        on: ["", ":*"],
      },
      Write: {
        actions: ["states:StartExecution", "states:StartSyncExecution", "states:StopExecution"],
        on: ["", ":*"],
      },
    },
  },
  "AWS::StepFunctions::StateMachine": {
    "AWS::Lambda::Function": { holder: "source", Write: invoke },
    "AWS::S3::Bucket": bucket,
    "AWS::DynamoDB::Table": table,
    "AWS::SQS::Queue": { holder: "source", Write: send },
    "AWS::SNS::Topic": { holder: "source", Write: publish },
    "AWS::Events::EventBus": { holder: "source", Write: putEvents },
  },
  "AWS::DynamoDB::Table": {
    "AWS::Lambda::Function": {
      holder: "destination",
      Read: {
        actions: [
          "dynamodb:DescribeStream",
          "dynamodb:GetRecords",
          "dynamodb:GetShardIterator",
          "dynamodb:ListStreams",
        ],
        on: ["/stream/*"],
      },
    },
  },
  "AWS::SQS::Queue": {
    "AWS::Lambda::Function": {
      holder: "destination",
      Read: { actions: ["sqs:ReceiveMessage", "sqs:GetQueueAttributes"], on: itself },
      Write: { actions: ["sqs:DeleteMessage"], on: itself },
    },
  },
  "AWS::S3::Bucket": { "AWS::Lambda::Function": { caller: "s3.amazonaws.com" } },
  "AWS::SNS::Topic": { "AWS::Lambda::Function": { caller: "sns.amazonaws.com" } },
  "AWS::Events::Rule": { "AWS::Lambda::Function": { caller: "events.amazonaws.com" } },
  "AWS::ApiGateway::RestApi": { "AWS::Lambda::Function": { caller: "apigateway.amazonaws.com" } },
  "AWS::ApiGatewayV2::Api": { "AWS::Lambda::Function": { caller: "apigateway.amazonaws.com" } },
};
