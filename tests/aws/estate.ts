import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  GetResourcesCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from "@aws-sdk/client-api-gateway";
import {
  BedrockAgentClient,
  CreateAgentCommand,
  CreateKnowledgeBaseCommand,
} from "@aws-sdk/client-bedrock-agent";
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import {
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { CreateAliasCommand, CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  LambdaClient,
} from "@aws-sdk/client-lambda";
import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { CreateNotebookInstanceCommand, SageMakerClient } from "@aws-sdk/client-sagemaker";

const region = "eu-west-1";
export const account = "123456789012";

/** A small generative-AI estate with one thing right and one thing wrong of each kind. */
export async function createEstate(endpoint: string): Promise<{ keyArn: string; apiId: string }> {
  const config = { endpoint, region, credentials: { accessKeyId: "test", secretAccessKey: "test" } };
  await createIdentities(new IAMClient({ ...config, region: "us-east-1" }));
  const keyArn = await createKey(new KMSClient(config));
  await createBuckets(new S3Client({ ...config, forcePathStyle: true }), keyArn);
  await createFunctions(new LambdaClient(config));
  const apiId = await createApi(new APIGatewayClient(config));
  await createNetwork(new EC2Client(config));
  await new SageMakerClient(config).send(
    new CreateNotebookInstanceCommand({
      NotebookInstanceName: "explore",
      InstanceType: "ml.t3.medium",
      RoleArn: `arn:aws:iam::${account}:role/agent-role`,
      RootAccess: "Enabled",
      DirectInternetAccess: "Enabled",
    }),
  );
  await createAgents(new BedrockAgentClient(config));
  return { keyArn, apiId };
}

const trust = (Principal: object, Condition?: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal, Action: "sts:AssumeRole", ...(Condition ? { Condition } : {}) },
    ],
  });

async function createIdentities(iam: IAMClient) {
  const bedrock = { Service: "bedrock.amazonaws.com" };
  await iam.send(new CreateRoleCommand({ RoleName: "agent-role", AssumeRolePolicyDocument: trust(bedrock) }));
  // The stand-in knows the policies AWS manages only where it is told to load them all.
  const administrator = await iam.send(
    new CreatePolicyCommand({
      PolicyName: "EverythingAllowed",
      PolicyDocument: policy([{ Action: "*", Resource: "*" }]),
    }),
  );
  await iam.send(
    new AttachRolePolicyCommand({ RoleName: "agent-role", PolicyArn: administrator.Policy?.Arn }),
  );
  await iam.send(
    new CreateRoleCommand({
      RoleName: "function-role",
      AssumeRolePolicyDocument: trust(
        { Service: "lambda.amazonaws.com" },
        { StringEquals: { "aws:SourceAccount": account } },
      ),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: "function-role",
      PolicyName: "read-corpus",
      PolicyDocument: policy([{ Action: "s3:GetObject", Resource: "arn:aws:s3:::claims-corpus/*" }]),
    }),
  );
  await iam.send(new CreateUserCommand({ UserName: "build-bot" }));
  await iam.send(new CreateAccessKeyCommand({ UserName: "build-bot" }));
}

const policy = (statements: object[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((statement) => Object.assign({ Effect: "Allow" }, statement)),
  });

async function createKey(kms: KMSClient): Promise<string> {
  const created = await kms.send(new CreateKeyCommand({ Description: "corpus" }));
  const { Arn = "", KeyId = "" } = created.KeyMetadata ?? {};
  await kms.send(new CreateAliasCommand({ AliasName: "alias/corpus", TargetKeyId: KeyId }));
  return Arn;
}

async function createBuckets(s3: S3Client, keyArn: string) {
  const CreateBucketConfiguration = { LocationConstraint: region } as const;
  await s3.send(new CreateBucketCommand({ Bucket: "claims-corpus", CreateBucketConfiguration }));
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket: "claims-corpus",
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: keyArn } }],
      },
    }),
  );
  await s3.send(
    new PutBucketVersioningCommand({
      Bucket: "claims-corpus",
      VersioningConfiguration: { Status: "Enabled" },
    }),
  );
  await s3.send(
    new PutPublicAccessBlockCommand({
      Bucket: "claims-corpus",
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
  await s3.send(new CreateBucketCommand({ Bucket: "open-samples", CreateBucketConfiguration }));
  await s3.send(
    new PutBucketPolicyCommand({
      Bucket: "open-samples",
      Policy: policy([
        { Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::open-samples/*" },
        {
          Principal: { AWS: "arn:aws:iam::999988887777:root" },
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::open-samples/*",
        },
      ]),
    }),
  );
}

async function createFunctions(lambda: LambdaClient) {
  const common = {
    Runtime: "python3.12",
    Role: `arn:aws:iam::${account}:role/function-role`,
    Handler: "app.handler",
    Code: { ZipFile: new TextEncoder().encode("def handler(event, context): return 1") },
  } as const;
  await lambda.send(
    new CreateFunctionCommand({
      ...common,
      FunctionName: "research-agent",
      Environment: {
        Variables: {
          AZURE_OPENAI_ENDPOINT: "https://contoso.openai.azure.com/",
          AZURE_OPENAI_API_KEY: "not-a-real-key-but-long-enough",
        },
      },
    }),
  );
  await lambda.send(
    new CreateFunctionCommand({
      ...common,
      FunctionName: "tools",
      Environment: { Variables: { MCP_SERVER_NAME: "claims-tools" } },
    }),
  );
  await lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName: "tools", AuthType: "NONE" }));
  await lambda.send(
    new AddPermissionCommand({
      FunctionName: "tools",
      StatementId: "public",
      Action: "lambda:InvokeFunctionUrl",
      Principal: "*",
      FunctionUrlAuthType: "NONE",
    }),
  );
}

async function createApi(apigateway: APIGatewayClient): Promise<string> {
  const { id: restApiId = "" } = await apigateway.send(new CreateRestApiCommand({ name: "claims" }));
  const resources = await apigateway.send(new GetResourcesCommand({ restApiId }));
  const resourceId = resources.items?.[0]?.id ?? "";
  const method = { restApiId, resourceId, httpMethod: "POST" };
  await apigateway.send(new PutMethodCommand({ ...method, authorizationType: "NONE" }));
  const target = `arn:aws:lambda:${region}:${account}:function:research-agent`;
  await apigateway.send(
    new PutIntegrationCommand({
      ...method,
      type: "AWS_PROXY",
      integrationHttpMethod: "POST",
      uri: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${target}/invocations`,
    }),
  );
  await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: "prod" }));
  return restApiId;
}

async function createNetwork(ec2: EC2Client) {
  const { GroupId } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: "wide-open", Description: "open to the world" }),
  );
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId,
      IpPermissions: [
        { IpProtocol: "tcp", FromPort: 8000, ToPort: 8000, IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
      ],
    }),
  );
}

async function createAgents(agents: BedrockAgentClient) {
  const agentResourceRoleArn = `arn:aws:iam::${account}:role/agent-role`;
  await created(agents.send(new CreateAgentCommand({ agentName: "claims-agent", agentResourceRoleArn })));
  await created(
    agents.send(
      new CreateKnowledgeBaseCommand({
        name: "claims",
        roleArn: agentResourceRoleArn,
        knowledgeBaseConfiguration: {
          type: "VECTOR",
          vectorKnowledgeBaseConfiguration: {
            embeddingModelArn: `arn:aws:bedrock:${region}::foundation-model/amazon.titan-embed-text-v2:0`,
          },
        },
        storageConfiguration: {
          type: "OPENSEARCH_SERVERLESS",
          opensearchServerlessConfiguration: {
            collectionArn: `arn:aws:aoss:${region}:${account}:collection/abcdefghij0123456789`,
            vectorIndexName: "claims",
            fieldMapping: { vectorField: "v", textField: "t", metadataField: "m" },
          },
        },
      }),
    ),
  );
}

/** The stand-in makes the thing, then answers with dates that the SDK refuses. */
async function created(answer: Promise<unknown>): Promise<void> {
  await answer.catch((error: unknown) => {
    if (!(error instanceof TypeError)) throw error;
  });
}
