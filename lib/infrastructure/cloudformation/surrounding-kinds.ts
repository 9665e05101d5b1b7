import { asRecord } from "../record.ts";
import { listOf, textsOf, type Kind, type Part, type Properties } from "./kind.ts";

const policy = { documents: ["PolicyDocument"], renamed: { PolicyDocument: "policy" } } as const;

/** What AI workloads stand on: identities, data, keys, functions and networks. */
export const surroundingKinds: Readonly<Record<string, Kind>> = {
  "AWS::WAFv2::WebACL": { type: "aws_wafv2_web_acl", renamed: { Rules: "rule" } },
  "AWS::WAFv2::WebACLAssociation": {
    type: "aws_wafv2_web_acl_association",
    renamed: { WebACLArn: "web_acl_arn" },
  },
  "AWS::IAM::Role": {
    type: "aws_iam_role",
    documents: ["AssumeRolePolicyDocument", "PolicyDocument"],
    renamed: {
      RoleName: "name",
      AssumeRolePolicyDocument: "assume_role_policy",
      Policies: "inline_policy",
      PolicyName: "name",
      PolicyDocument: "policy",
    },
  },
  "AWS::IAM::User": {
    type: "aws_iam_user",
    renamed: { UserName: "name" },
    parts: (properties, { id }) => [
      ...listOf(properties["Policies"]).map((one) => inlineOf("user", { ...one, User: id })),
      ...textsOf(properties["ManagedPolicyArns"]).map((arn) => attachedTo("user", id, arn)),
    ],
  },
  "AWS::IAM::Group": {
    type: "aws_iam_group",
    renamed: { GroupName: "name" },
    parts: (properties, { id }) => [
      ...listOf(properties["Policies"]).map((one) => inlineOf("group", { ...one, Group: id })),
      ...textsOf(properties["ManagedPolicyArns"]).map((arn) => attachedTo("group", id, arn)),
    ],
  },
  "AWS::IAM::AccessKey": { type: "aws_iam_access_key", renamed: { UserName: "user" } },
  "AWS::IAM::Policy": {
    type: null,
    parts: ({ Roles, Users, Groups, ...one }) => [
      ...textsOf(Roles).map((Role) => inlineOf("role", { ...one, Role })),
      ...textsOf(Users).map((User) => inlineOf("user", { ...one, User })),
      ...textsOf(Groups).map((Group) => inlineOf("group", { ...one, Group })),
    ],
  },
  "AWS::IAM::RolePolicy": {
    type: "aws_iam_role_policy",
    documents: ["PolicyDocument"],
    renamed: { PolicyName: "name", PolicyDocument: "policy", RoleName: "role" },
  },
  "AWS::IAM::ManagedPolicy": {
    type: "aws_iam_policy",
    ref: "arn",
    documents: ["PolicyDocument"],
    renamed: { ManagedPolicyName: "name", PolicyDocument: "policy" },
    parts: ({ Roles, Users, Groups }, { arn }) => [
      ...textsOf(Roles).map((one) => attachedTo("role", one, arn)),
      ...textsOf(Users).map((one) => attachedTo("user", one, arn)),
      ...textsOf(Groups).map((one) => attachedTo("group", one, arn)),
    ],
  },
  "AWS::S3::Bucket": { type: "aws_s3_bucket", renamed: { BucketName: "bucket" }, parts: partsOfBucket },
  "AWS::S3::BucketPolicy": { type: "aws_s3_bucket_policy", ...policy },
  "AWS::KMS::Key": {
    type: "aws_kms_key",
    documents: ["KeyPolicy"],
    renamed: { KeyPolicy: "policy", Enabled: "is_enabled", KeySpec: "customer_master_key_spec" },
  },
  "AWS::KMS::Alias": { type: "aws_kms_alias", renamed: { AliasName: "name" } },
  "AWS::SecretsManager::Secret": { type: "aws_secretsmanager_secret", ref: "arn" },
  "AWS::SecretsManager::RotationSchedule": { type: "aws_secretsmanager_secret_rotation" },
  "AWS::Logs::LogGroup": {
    type: "aws_cloudwatch_log_group",
    renamed: { LogGroupName: "name" },
    parts: ({ DataProtectionPolicy }, { name }) =>
      DataProtectionPolicy === undefined
        ? []
        : [{ type: "aws_cloudwatch_log_data_protection_policy", properties: { LogGroupName: name } }],
  },
  "AWS::CloudTrail::Trail": {
    type: "aws_cloudtrail",
    renamed: {
      TrailName: "name",
      IsLogging: "enable_logging",
      CloudWatchLogsLogGroupArn: "cloud_watch_logs_group_arn",
      KMSKeyId: "kms_key_id",
      EventSelectors: "event_selector",
      DataResources: "data_resource",
      AdvancedEventSelectors: "advanced_event_selector",
      FieldSelectors: "field_selector",
    },
  },
  "AWS::Lambda::Function": {
    type: "aws_lambda_function",
    maps: ["Variables"],
    adjust: ({ Code, ...properties }) => ({ ...properties, ImageUri: asRecord(Code)["ImageUri"] }),
  },
  "AWS::Lambda::Url": {
    type: "aws_lambda_function_url",
    renamed: { TargetFunctionArn: "function_name", AuthType: "authorization_type" },
  },
  "AWS::Lambda::Permission": { type: "aws_lambda_permission" },
  "AWS::ECR::Repository": {
    type: "aws_ecr_repository",
    renamed: { RepositoryName: "name" },
    parts: ({ RepositoryPolicyText }, { id }) =>
      RepositoryPolicyText === undefined
        ? []
        : [
            {
              type: "aws_ecr_repository_policy",
              documents: ["Policy"],
              properties: { Repository: id, Policy: RepositoryPolicyText },
            },
          ],
  },
  "AWS::CodeBuild::Project": {
    type: "aws_codebuild_project",
    renamed: {
      BuildSpec: "buildspec",
      EnvironmentVariables: "environment_variable",
      Visibility: "project_visibility",
      CloudWatchLogs: "cloudwatch_logs",
    },
  },
  "AWS::EC2::SecurityGroup": {
    type: "aws_security_group",
    renamed: {
      ...ruleNames(),
      GroupName: "name",
      SecurityGroupIngress: "ingress",
      SecurityGroupEgress: "egress",
    },
    // Without rules for what goes out, everything may.
    adjust: (properties) => ({
      SecurityGroupEgress: [{ IpProtocol: "-1", CidrIp: "0.0.0.0/0" }],
      ...properties,
    }),
  },
  "AWS::EC2::SecurityGroupIngress": {
    type: "aws_vpc_security_group_ingress_rule",
    renamed: { ...ruleNames(), GroupId: "security_group_id" },
  },
  "AWS::EC2::SecurityGroupEgress": {
    type: "aws_vpc_security_group_egress_rule",
    renamed: { ...ruleNames(), GroupId: "security_group_id" },
  },
  "AWS::EC2::VPC": { type: "aws_vpc" },
  "AWS::EC2::Subnet": { type: "aws_subnet" },
  "AWS::EC2::VPCEndpoint": { type: "aws_vpc_endpoint", ...policy },
  "AWS::OpenSearchServerless::Collection": { type: "aws_opensearchserverless_collection" },
  "AWS::OpenSearchServerless::SecurityPolicy": {
    type: "aws_opensearchserverless_security_policy",
    documents: ["Policy"],
  },
  "AWS::OpenSearchServerless::AccessPolicy": {
    type: "aws_opensearchserverless_access_policy",
    documents: ["Policy"],
  },
  "AWS::OpenSearchService::Domain": {
    type: "aws_opensearch_domain",
    documents: ["AccessPolicies"],
    renamed: {
      EncryptionAtRestOptions: "encrypt_at_rest",
      NodeToNodeEncryptionOptions: "node_to_node_encryption",
      CloudWatchLogsLogGroupArn: "cloudwatch_log_group_arn",
    },
    adjust: ({ LogPublishingOptions, ...properties }) => ({
      ...properties,
      LogPublishingOptions: Object.entries(asRecord(LogPublishingOptions)).map(([LogType, options]) => ({
        LogType,
        ...asRecord(options),
      })),
    }),
  },
  "AWS::DynamoDB::Table": {
    type: "aws_dynamodb_table",
    renamed: {
      TableName: "name",
      SSESpecification: "server_side_encryption",
      SSEEnabled: "enabled",
      KMSMasterKeyId: "kms_key_arn",
      PointInTimeRecoverySpecification: "point_in_time_recovery",
      PointInTimeRecoveryEnabled: "enabled",
    },
    parts: ({ ResourcePolicy }, { arn }) =>
      ResourcePolicy === undefined
        ? []
        : [
            {
              type: "aws_dynamodb_resource_policy",
              ...policy,
              properties: { ResourceArn: arn, PolicyDocument: asRecord(ResourcePolicy)["PolicyDocument"] },
            },
          ],
  },
  "AWS::RDS::DBInstance": { type: "aws_db_instance", renamed: databaseNames(), adjust: withBackups },
  "AWS::RDS::DBCluster": { type: "aws_rds_cluster", renamed: databaseNames(), adjust: withBackups },
};

function inlineOf(holder: string, properties: Properties): Part {
  return {
    type: `aws_iam_${holder}_policy`,
    documents: ["PolicyDocument"],
    renamed: { PolicyName: "name", PolicyDocument: "policy" },
    properties,
  };
}

function attachedTo(holder: "role" | "user" | "group", name: unknown, arn: unknown): Part {
  const attribute = holder.charAt(0).toUpperCase() + holder.slice(1);
  return { type: `aws_iam_${holder}_policy_attachment`, properties: { [attribute]: name, PolicyArn: arn } };
}

function ruleNames() {
  return {
    CidrIp: "cidr_ipv4",
    SourcePrefixListId: "prefix_list_id",
    DestinationPrefixListId: "prefix_list_id",
  };
}

function databaseNames() {
  return {
    DBInstanceIdentifier: "identifier",
    DBClusterIdentifier: "cluster_identifier",
    EnableIAMDatabaseAuthentication: "iam_database_authentication_enabled",
    EnableCloudwatchLogsExports: "enabled_cloudwatch_logs_exports",
    VPCSecurityGroups: "vpc_security_group_ids",
    VpcSecurityGroupIds: "vpc_security_group_ids",
  };
}

/** CloudFormation keeps backups for a day unless it is told otherwise. */
function withBackups(properties: Properties): Properties {
  return { BackupRetentionPeriod: 1, ...properties };
}

const cannedNames: Readonly<Record<string, string>> = {
  PublicRead: "public-read",
  PublicReadWrite: "public-read-write",
  AuthenticatedRead: "authenticated-read",
};

/** Settings of a bucket stand in resources of their own. */
function partsOfBucket(properties: Properties, { id: Bucket }: Readonly<Record<string, string>>): Part[] {
  const encryption = asRecord(properties["BucketEncryption"]);
  const canned = cannedNames[String(properties["AccessControl"])];
  const part = (type: string, settings: unknown): Part[] =>
    settings === undefined
      ? []
      : [
          {
            type: `aws_s3_bucket_${type}`,
            renamed: bucketNames,
            properties: { ...asRecord(settings), Bucket },
          },
        ];
  const { DestinationBucketName } = asRecord(properties["LoggingConfiguration"]);
  return [
    ...part("public_access_block", properties["PublicAccessBlockConfiguration"]),
    ...part(
      "versioning",
      properties["VersioningConfiguration"] && {
        VersioningConfiguration: properties["VersioningConfiguration"],
      },
    ),
    ...part(
      "server_side_encryption_configuration",
      properties["BucketEncryption"] && { Rule: encryption["ServerSideEncryptionConfiguration"] },
    ),
    // A bucket that keeps its own logs names none.
    ...part(
      "logging",
      properties["LoggingConfiguration"] && { TargetBucket: DestinationBucketName ?? Bucket },
    ),
    ...part("acl", canned && { Acl: canned }),
  ];
}

const bucketNames = {
  ServerSideEncryptionByDefault: "apply_server_side_encryption_by_default",
  SSEAlgorithm: "sse_algorithm",
  KMSMasterKeyID: "kms_master_key_id",
};
