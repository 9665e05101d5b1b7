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
  bedrock: { iamPrefix: "bedrock", load: () => import("@aws-sdk/client-bedrock"), client: "BedrockClient" },
  "bedrock-agent": {
    iamPrefix: "bedrock",
    load: () => import("@aws-sdk/client-bedrock-agent"),
    client: "BedrockAgentClient",
  },
  cloudtrail: {
    iamPrefix: "cloudtrail",
    load: () => import("@aws-sdk/client-cloudtrail"),
    client: "CloudTrailClient",
  },
  codebuild: {
    iamPrefix: "codebuild",
    load: () => import("@aws-sdk/client-codebuild"),
    client: "CodeBuildClient",
  },
  ec2: { iamPrefix: "ec2", load: () => import("@aws-sdk/client-ec2"), client: "EC2Client" },
  ecr: { iamPrefix: "ecr", load: () => import("@aws-sdk/client-ecr"), client: "ECRClient" },
  iam: { iamPrefix: "iam", load: () => import("@aws-sdk/client-iam"), client: "IAMClient" },
  kms: { iamPrefix: "kms", load: () => import("@aws-sdk/client-kms"), client: "KMSClient" },
  lambda: { iamPrefix: "lambda", load: () => import("@aws-sdk/client-lambda"), client: "LambdaClient" },
  logs: {
    iamPrefix: "logs",
    load: () => import("@aws-sdk/client-cloudwatch-logs"),
    client: "CloudWatchLogsClient",
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
  sts: { iamPrefix: "sts", load: () => import("@aws-sdk/client-sts"), client: "STSClient" },
  wafv2: { iamPrefix: "wafv2", load: () => import("@aws-sdk/client-wafv2"), client: "WAFV2Client" },
};

/** Operations whose permission is not simply the service's prefix and the operation. */
const permissionExceptions: Readonly<Record<string, string>> = {
  "s3:ListBuckets": "s3:ListAllMyBuckets",
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
