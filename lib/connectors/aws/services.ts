/** A client of the SDK, as far as the transport uses it. */
export type SdkClient = {
  send: (command: object, options: { abortSignal: AbortSignal }) => Promise<unknown>;
};
type SdkModule = Readonly<Record<string, unknown>>;
type SdkClass<Input> = new (input: Input) => object;

export type Service = {
  /** First word of its IAM permissions. */
  iamPrefix: string;
  load: () => Promise<SdkModule>;
  client: string;
};

/** Every service the collectors may name, by the word their calls and recordings use. Loaded when first called. */
export const services: Readonly<Record<string, Service>> = {
  account: { iamPrefix: "account", load: () => import("@aws-sdk/client-account"), client: "AccountClient" },
  aoss: {
    iamPrefix: "aoss",
    load: () => import("@aws-sdk/client-opensearchserverless"),
    client: "OpenSearchServerlessClient",
  },
  apigateway: {
    iamPrefix: "apigateway",
    load: () => import("@aws-sdk/client-api-gateway"),
    client: "APIGatewayClient",
  },
  apigatewayv2: {
    iamPrefix: "apigateway",
    load: () => import("@aws-sdk/client-apigatewayv2"),
    client: "ApiGatewayV2Client",
  },
  batch: { iamPrefix: "batch", load: () => import("@aws-sdk/client-batch"), client: "BatchClient" },
  bedrock: { iamPrefix: "bedrock", load: () => import("@aws-sdk/client-bedrock"), client: "BedrockClient" },
  "bedrock-agent": {
    iamPrefix: "bedrock",
    load: () => import("@aws-sdk/client-bedrock-agent"),
    client: "BedrockAgentClient",
  },
  budgets: { iamPrefix: "budgets", load: () => import("@aws-sdk/client-budgets"), client: "BudgetsClient" },
  "bedrock-agentcore-control": {
    iamPrefix: "bedrock-agentcore",
    load: () => import("@aws-sdk/client-bedrock-agentcore-control"),
    client: "BedrockAgentCoreControlClient",
  },
  cloudfront: {
    iamPrefix: "cloudfront",
    load: () => import("@aws-sdk/client-cloudfront"),
    client: "CloudFrontClient",
  },
  cloudtrail: {
    iamPrefix: "cloudtrail",
    load: () => import("@aws-sdk/client-cloudtrail"),
    client: "CloudTrailClient",
  },
  cloudwatch: {
    iamPrefix: "cloudwatch",
    load: () => import("@aws-sdk/client-cloudwatch"),
    client: "CloudWatchClient",
  },
  codebuild: {
    iamPrefix: "codebuild",
    load: () => import("@aws-sdk/client-codebuild"),
    client: "CodeBuildClient",
  },
  "cognito-identity": {
    iamPrefix: "cognito-identity",
    load: () => import("@aws-sdk/client-cognito-identity"),
    client: "CognitoIdentityClient",
  },
  "cognito-idp": {
    iamPrefix: "cognito-idp",
    load: () => import("@aws-sdk/client-cognito-identity-provider"),
    client: "CognitoIdentityProviderClient",
  },
  config: {
    iamPrefix: "config",
    load: () => import("@aws-sdk/client-config-service"),
    client: "ConfigServiceClient",
  },
  dynamodb: {
    iamPrefix: "dynamodb",
    load: () => import("@aws-sdk/client-dynamodb"),
    client: "DynamoDBClient",
  },
  comprehend: {
    iamPrefix: "comprehend",
    load: () => import("@aws-sdk/client-comprehend"),
    client: "ComprehendClient",
  },
  ec2: { iamPrefix: "ec2", load: () => import("@aws-sdk/client-ec2"), client: "EC2Client" },
  ecr: { iamPrefix: "ecr", load: () => import("@aws-sdk/client-ecr"), client: "ECRClient" },
  ecs: { iamPrefix: "ecs", load: () => import("@aws-sdk/client-ecs"), client: "ECSClient" },
  eks: { iamPrefix: "eks", load: () => import("@aws-sdk/client-eks"), client: "EKSClient" },
  elasticache: {
    iamPrefix: "elasticache",
    load: () => import("@aws-sdk/client-elasticache"),
    client: "ElastiCacheClient",
  },
  elasticloadbalancing: {
    iamPrefix: "elasticloadbalancing",
    load: () => import("@aws-sdk/client-elastic-load-balancing-v2"),
    client: "ElasticLoadBalancingV2Client",
  },
  es: { iamPrefix: "es", load: () => import("@aws-sdk/client-opensearch"), client: "OpenSearchClient" },
  guardduty: {
    iamPrefix: "guardduty",
    load: () => import("@aws-sdk/client-guardduty"),
    client: "GuardDutyClient",
  },
  iam: { iamPrefix: "iam", load: () => import("@aws-sdk/client-iam"), client: "IAMClient" },
  kendra: { iamPrefix: "kendra", load: () => import("@aws-sdk/client-kendra"), client: "KendraClient" },
  kms: { iamPrefix: "kms", load: () => import("@aws-sdk/client-kms"), client: "KMSClient" },
  lambda: { iamPrefix: "lambda", load: () => import("@aws-sdk/client-lambda"), client: "LambdaClient" },
  logs: {
    iamPrefix: "logs",
    load: () => import("@aws-sdk/client-cloudwatch-logs"),
    client: "CloudWatchLogsClient",
  },
  macie2: { iamPrefix: "macie2", load: () => import("@aws-sdk/client-macie2"), client: "Macie2Client" },
  memorydb: {
    iamPrefix: "memorydb",
    load: () => import("@aws-sdk/client-memorydb"),
    client: "MemoryDBClient",
  },
  organizations: {
    iamPrefix: "organizations",
    load: () => import("@aws-sdk/client-organizations"),
    client: "OrganizationsClient",
  },
  rds: { iamPrefix: "rds", load: () => import("@aws-sdk/client-rds"), client: "RDSClient" },
  "resource-explorer-2": {
    iamPrefix: "resource-explorer-2",
    load: () => import("@aws-sdk/client-resource-explorer-2"),
    client: "ResourceExplorer2Client",
  },
  qbusiness: {
    iamPrefix: "qbusiness",
    load: () => import("@aws-sdk/client-qbusiness"),
    client: "QBusinessClient",
  },
  s3: { iamPrefix: "s3", load: () => import("@aws-sdk/client-s3"), client: "S3Client" },
  s3control: { iamPrefix: "s3", load: () => import("@aws-sdk/client-s3-control"), client: "S3ControlClient" },
  sagemaker: {
    iamPrefix: "sagemaker",
    load: () => import("@aws-sdk/client-sagemaker"),
    client: "SageMakerClient",
  },
  secretsmanager: {
    iamPrefix: "secretsmanager",
    load: () => import("@aws-sdk/client-secrets-manager"),
    client: "SecretsManagerClient",
  },
  securityhub: {
    iamPrefix: "securityhub",
    load: () => import("@aws-sdk/client-securityhub"),
    client: "SecurityHubClient",
  },
  servicequotas: {
    iamPrefix: "servicequotas",
    load: () => import("@aws-sdk/client-service-quotas"),
    client: "ServiceQuotasClient",
  },
  "sso-admin": {
    iamPrefix: "sso",
    load: () => import("@aws-sdk/client-sso-admin"),
    client: "SSOAdminClient",
  },
  sts: { iamPrefix: "sts", load: () => import("@aws-sdk/client-sts"), client: "STSClient" },
  wafv2: { iamPrefix: "wafv2", load: () => import("@aws-sdk/client-wafv2"), client: "WAFV2Client" },
  ce: { iamPrefix: "ce", load: () => import("@aws-sdk/client-cost-explorer"), client: "CostExplorerClient" },
  states: { iamPrefix: "states", load: () => import("@aws-sdk/client-sfn"), client: "SFNClient" },
  glue: { iamPrefix: "glue", load: () => import("@aws-sdk/client-glue"), client: "GlueClient" },
  codepipeline: {
    iamPrefix: "codepipeline",
    load: () => import("@aws-sdk/client-codepipeline"),
    client: "CodePipelineClient",
  },
};

/** Operations whose permission is not simply the service's prefix and the operation. */
const permissionExceptions: Readonly<Record<string, string>> = {
  "budgets:DescribeBudgets": "budgets:ViewBudget",
  "budgets:DescribeBudgetNotificationsForAccount": "budgets:ViewBudget",
  "s3:ListBuckets": "s3:ListAllMyBuckets",
  "s3:ListObjectsV2": "s3:ListBucket",
  "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
  "s3:GetPublicAccessBlock": "s3:GetBucketPublicAccessBlock",
  "s3control:GetPublicAccessBlock": "s3:GetAccountPublicAccessBlock",
};

/** The IAM permission that allows a call, or null where the service is not one we know. */
export function permissionOf(service: string, operation: string): string | null {
  const exception = permissionExceptions[`${service}:${operation}`];
  if (exception) return exception;
  const prefix = services[service]?.iamPrefix;
  if (!prefix) return null;
  return prefix === "apigateway" ? "apigateway:GET" : `${prefix}:${operation}`;
}

/** Makes the client or the command that the module exports under that name, or null if it exports none. */
export function constructFrom(module: SdkModule, name: string, input: object): object | null {
  const exported = module[name];
  if (typeof exported !== "function") return null;
  // Safe because every export of an SDK module that ends in Client or Command is a class of one argument.
  return new (exported as SdkClass<object>)(input);
}

/** Safe because every client of the SDK has `send`; a value without it is refused. */
export function asClient(value: object | null): SdkClient | null {
  return value && "send" in value && typeof value.send === "function" ? (value as SdkClient) : null;
}
