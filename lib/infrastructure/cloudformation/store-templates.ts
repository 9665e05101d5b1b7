/** What one statement allows. `${…}` stands for a parameter of the template or of the deployment. */
export type TemplateStatement = {
  actions: readonly string[];
  resources: readonly string[];
  condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/**
 * Policy templates of AWS SAM for stores, keys, secrets and messages, as of 2026-05-29. From
 * https://github.com/aws/serverless-application-model/blob/develop/samtranslator/policy_templates_data/policy_templates.json
 */
export const storeTemplates: Readonly<Record<string, readonly TemplateStatement[]>> = {
  AWSSecretsManagerGetSecretValuePolicy: [
    { actions: ["secretsmanager:GetSecretValue"], resources: ["${SecretArn}"] },
  ],
  AWSSecretsManagerRotationPolicy: [
    {
      actions: [
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      resources: ["arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:*"],
      condition: {
        StringEquals: {
          "secretsmanager:resource/AllowRotationLambdaArn":
            "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${FunctionName}",
        },
      },
    },
    { actions: ["secretsmanager:GetRandomPassword"], resources: ["*"] },
  ],
  DynamoDBBackupFullAccessPolicy: [
    {
      actions: ["dynamodb:CreateBackup", "dynamodb:DescribeContinuousBackups"],
      resources: ["arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}"],
    },
    {
      actions: ["dynamodb:DeleteBackup", "dynamodb:DescribeBackup", "dynamodb:ListBackups"],
      resources: [
        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/backup/*",
      ],
    },
  ],
  DynamoDBCrudPolicy: [
    {
      actions: [
        "dynamodb:GetItem",
        "dynamodb:DeleteItem",
        "dynamodb:PutItem",
        "dynamodb:Scan",
        "dynamodb:Query",
        "dynamodb:UpdateItem",
        "dynamodb:BatchWriteItem",
        "dynamodb:BatchGetItem",
        "dynamodb:DescribeTable",
        "dynamodb:ConditionCheckItem",
      ],
      resources: [
        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}",
        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/index/*",
      ],
    },
  ],
  DynamoDBReadPolicy: [
    {
      actions: [
        "dynamodb:GetItem",
        "dynamodb:Scan",
        "dynamodb:Query",
        "dynamodb:BatchGetItem",
        "dynamodb:DescribeTable",
      ],
      resources: [
        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}",
        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/index/*",
      ],
    },
  ],
  DynamoDBReconfigurePolicy: [
    {
      actions: ["dynamodb:UpdateTable"],
      resources: ["arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}"],
    },
  ],
  DynamoDBRestoreFromBackupPolicy: [
    {
      actions: ["dynamodb:RestoreTableFromBackup"],
      resources: [
        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/backup/*",
      ],
    },
    {
      actions: [
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
        "dynamodb:GetItem",
        "dynamodb:Query",
        "dynamodb:Scan",
        "dynamodb:BatchWriteItem",
      ],
      resources: ["arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}"],
    },
  ],
  DynamoDBStreamReadPolicy: [
    {
      actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
      resources: [
        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/stream/${StreamName}",
      ],
    },
    {
      actions: ["dynamodb:ListStreams"],
      resources: [
        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/stream/*",
      ],
    },
  ],
  DynamoDBWritePolicy: [
    {
      actions: ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:BatchWriteItem"],
      resources: [
        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}",
        "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}/index/*",
      ],
    },
  ],
  EFSWriteAccessPolicy: [
    {
      actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
      resources: [
        "arn:${AWS::Partition}:elasticfilesystem:${AWS::Region}:${AWS::AccountId}:file-system/${FileSystem}",
      ],
      condition: {
        StringEquals: {
          "elasticfilesystem:AccessPointArn":
            "arn:${AWS::Partition}:elasticfilesystem:${AWS::Region}:${AWS::AccountId}:access-point/${AccessPoint}",
        },
      },
    },
  ],
  ElasticsearchHttpPostPolicy: [
    {
      actions: ["es:ESHttpPost", "es:ESHttpPut"],
      resources: ["arn:${AWS::Partition}:es:${AWS::Region}:${AWS::AccountId}:domain/${DomainName}/*"],
    },
  ],
  EventBridgePutEventsPolicy: [
    {
      actions: ["events:PutEvents"],
      resources: ["arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/${EventBusName}"],
    },
  ],
  FirehoseCrudPolicy: [
    {
      actions: [
        "firehose:CreateDeliveryStream",
        "firehose:DeleteDeliveryStream",
        "firehose:DescribeDeliveryStream",
        "firehose:PutRecord",
        "firehose:PutRecordBatch",
        "firehose:UpdateDestination",
      ],
      resources: [
        "arn:${AWS::Partition}:firehose:${AWS::Region}:${AWS::AccountId}:deliverystream/${DeliveryStreamName}",
      ],
    },
  ],
  FirehoseWritePolicy: [
    {
      actions: ["firehose:PutRecord", "firehose:PutRecordBatch"],
      resources: [
        "arn:${AWS::Partition}:firehose:${AWS::Region}:${AWS::AccountId}:deliverystream/${DeliveryStreamName}",
      ],
    },
  ],
  KMSDecryptPolicy: [
    {
      actions: ["kms:Decrypt"],
      resources: ["arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${KeyId}"],
    },
  ],
  KMSEncryptPolicy: [
    {
      actions: ["kms:Encrypt"],
      resources: ["arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${KeyId}"],
    },
  ],
  KMSEncryptPolicy_v2: [
    {
      actions: [
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:GenerateDataKeyPair",
        "kms:GenerateDataKeyPairWithoutPlaintext",
      ],
      resources: ["arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${KeyId}"],
    },
  ],
  KinesisCrudPolicy: [
    {
      actions: [
        "kinesis:AddTagsToStream",
        "kinesis:CreateStream",
        "kinesis:DecreaseStreamRetentionPeriod",
        "kinesis:DeleteStream",
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetShardIterator",
        "kinesis:IncreaseStreamRetentionPeriod",
        "kinesis:ListTagsForStream",
        "kinesis:MergeShards",
        "kinesis:PutRecord",
        "kinesis:PutRecords",
        "kinesis:SplitShard",
        "kinesis:RemoveTagsFromStream",
      ],
      resources: ["arn:${AWS::Partition}:kinesis:${AWS::Region}:${AWS::AccountId}:stream/${StreamName}"],
    },
  ],
  KinesisStreamReadPolicy: [
    {
      actions: ["kinesis:ListStreams", "kinesis:DescribeLimits"],
      resources: ["arn:${AWS::Partition}:kinesis:${AWS::Region}:${AWS::AccountId}:stream/*"],
    },
    {
      actions: [
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
      ],
      resources: ["arn:${AWS::Partition}:kinesis:${AWS::Region}:${AWS::AccountId}:stream/${StreamName}"],
    },
  ],
  S3CrudPolicy: [
    {
      actions: [
        "s3:GetObject",
        "s3:ListBucket",
        "s3:GetBucketLocation",
        "s3:GetObjectVersion",
        "s3:PutObject",
        "s3:PutObjectAcl",
        "s3:GetLifecycleConfiguration",
        "s3:PutLifecycleConfiguration",
        "s3:DeleteObject",
      ],
      resources: ["arn:${AWS::Partition}:s3:::${BucketName}", "arn:${AWS::Partition}:s3:::${BucketName}/*"],
    },
  ],
  S3FullAccessPolicy: [
    {
      actions: [
        "s3:GetObject",
        "s3:GetObjectAcl",
        "s3:GetObjectVersion",
        "s3:PutObject",
        "s3:PutObjectAcl",
        "s3:DeleteObject",
        "s3:DeleteObjectTagging",
        "s3:DeleteObjectVersionTagging",
        "s3:GetObjectTagging",
        "s3:GetObjectVersionTagging",
        "s3:PutObjectTagging",
        "s3:PutObjectVersionTagging",
      ],
      resources: ["arn:${AWS::Partition}:s3:::${BucketName}/*"],
    },
    {
      actions: [
        "s3:ListBucket",
        "s3:GetBucketLocation",
        "s3:GetLifecycleConfiguration",
        "s3:PutLifecycleConfiguration",
      ],
      resources: ["arn:${AWS::Partition}:s3:::${BucketName}"],
    },
  ],
  S3ReadPolicy: [
    {
      actions: [
        "s3:GetObject",
        "s3:ListBucket",
        "s3:GetBucketLocation",
        "s3:GetObjectVersion",
        "s3:GetLifecycleConfiguration",
      ],
      resources: ["arn:${AWS::Partition}:s3:::${BucketName}", "arn:${AWS::Partition}:s3:::${BucketName}/*"],
    },
  ],
  S3WritePolicy: [
    {
      actions: ["s3:PutObject", "s3:PutObjectAcl", "s3:PutLifecycleConfiguration"],
      resources: ["arn:${AWS::Partition}:s3:::${BucketName}", "arn:${AWS::Partition}:s3:::${BucketName}/*"],
    },
  ],
  SNSCrudPolicy: [
    {
      actions: [
        "sns:ListSubscriptionsByTopic",
        "sns:CreateTopic",
        "sns:SetTopicAttributes",
        "sns:Subscribe",
        "sns:Publish",
      ],
      resources: ["arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:${TopicName}*"],
    },
  ],
  SNSPublishMessagePolicy: [
    {
      actions: ["sns:Publish"],
      resources: ["arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:${TopicName}"],
    },
  ],
  SQSPollerPolicy: [
    {
      actions: [
        "sqs:ChangeMessageVisibility",
        "sqs:ChangeMessageVisibilityBatch",
        "sqs:DeleteMessage",
        "sqs:DeleteMessageBatch",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
      ],
      resources: ["arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${QueueName}"],
    },
  ],
  SQSSendMessagePolicy: [
    {
      actions: ["sqs:SendMessage*"],
      resources: ["arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${QueueName}"],
    },
  ],
  SSMParameterReadPolicy: [
    { actions: ["ssm:DescribeParameters"], resources: ["*"] },
    {
      actions: ["ssm:GetParameters", "ssm:GetParameter", "ssm:GetParametersByPath"],
      resources: ["arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/${ParameterName}"],
    },
  ],
  SSMParameterWithSlashPrefixReadPolicy: [
    { actions: ["ssm:DescribeParameters"], resources: ["*"] },
    {
      actions: ["ssm:GetParameters", "ssm:GetParameter", "ssm:GetParametersByPath"],
      resources: ["arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter${ParameterName}"],
    },
  ],
};
