import type { Answers, Part } from "./estate-type.ts";
import {
  account,
  arn,
  bucketArn,
  functionArn,
  home,
  idOf,
  keyArn,
  madeAt,
  repositoryUri,
  roleArn,
} from "./names.ts";
import { allow, trustedService } from "./statements.ts";

const tags = { owner: "research", environment: "production", application: "research-agent" };
const service = "bedrock-agentcore-control";
const agentcore = (resource: string): string => arn("bedrock-agentcore", home, resource);
const identityArn = (name: string): string =>
  agentcore(`workload-identity-directory/default/workload-identity/${name}`);

const runtimeId = `research_reader-${idOf("research_reader", 10)}`;
export const runtimeArn = agentcore(`runtime/${runtimeId}`);
const gatewayId = `research-library-${idOf("research-library", 10)}`;
const gatewayArn = agentcore(`gateway/${gatewayId}`);
const memoryId = `research_memory-${idOf("research_memory", 10)}`;
const memoryArn = agentcore(`memory/${memoryId}`);
const engineId = `research_rules-${idOf("research_rules", 10)}`;
const engineArn = agentcore(`policy-engine/${engineId}`);
const browserId = `research_browser-${idOf("research_browser", 10)}`;
const interpreterId = `research_python-${idOf("research_python", 10)}`;
const recordings = "acme-research-browser-recordings";
const lookupArn = functionArn("research-lookup");

const named = (operation: string, ...words: string[]): string =>
  [`${home} ${service}:${operation}`, ...words].join(" ");
const times = { createdAt: madeAt, updatedAt: madeAt };
const vpc = { securityGroups: [`sg-${idOf(`workers ${home}`, 17)}`], subnets: ["subnet-0a1b2c3d4e5f60718"] };
const byToken = {
  customJWTAuthorizer: {
    discoveryUrl: "https://login.acme-insurance.example/.well-known/openid-configuration",
    allowedClients: ["research-web"],
  },
};

const observed = [
  { name: "research-library-logs", resourceArn: gatewayArn, logType: "APPLICATION_LOGS" },
  { name: "research-reader-traces", resourceArn: runtimeArn, logType: "TRACES" },
  { name: "research-memory-logs", resourceArn: memoryArn, logType: "APPLICATION_LOGS" },
];
/** What the research agent runs on AgentCore, kept well: a reader, its tools, its rules and its memory. */
export const researchPlatform: Part = {
  roles: [
    {
      name: "research-reader-runtime",
      trust: [trustedService("bedrock-agentcore.amazonaws.com")],
      may: [
        allow("bedrock-agentcore:InvokeGateway", gatewayArn),
        allow(["bedrock-agentcore:CreateEvent", "bedrock-agentcore:RetrieveMemoryRecords"], memoryArn),
        allow(
          "bedrock-agentcore:InvokeCodeInterpreter",
          agentcore(`code-interpreter-custom/${interpreterId}`),
        ),
      ],
      tags,
      lastUsedAt: "2026-11-15T22:00:00.000Z",
    },
    {
      name: "research-library-gateway",
      trust: [trustedService("bedrock-agentcore.amazonaws.com")],
      may: [allow("lambda:InvokeFunction", lookupArn), allow("bedrock-agentcore:AuthorizeAction", engineArn)],
      tags,
      lastUsedAt: "2026-11-15T22:00:00.000Z",
    },
    {
      name: "research-browser",
      trust: [trustedService("bedrock-agentcore.amazonaws.com")],
      may: [allow("s3:PutObject", `${bucketArn(recordings)}/*`)],
      tags,
      lastUsedAt: "2026-11-15T22:00:00.000Z",
    },
    {
      name: "research-lookup",
      trust: [trustedService("lambda.amazonaws.com")],
      may: [allow("dynamodb:GetItem", arn("dynamodb", home, "table/library"))],
      tags,
      lastUsedAt: "2026-11-15T22:00:00.000Z",
    },
  ],
  buckets: [
    { name: recordings, region: home, key: "data", tags: { ...tags, "data-classification": "internal" } },
  ],
  functions: [
    {
      name: "research-lookup",
      region: home,
      role: "research-lookup",
      tags,
      environment: { LIBRARY_TABLE: "library", STAGE: "production" },
    },
  ],
  logGroups: [
    { name: `/aws/bedrock-agentcore/runtimes/${runtimeId}-DEFAULT`, region: home, days: 365, key: "logs" },
    { name: "/aws/vendedlogs/bedrock-agentcore/research", region: home, days: 365, key: "logs" },
    { name: "/aws/lambda/research-lookup", region: home, days: 365, key: "logs" },
  ],
  vpcEndpoints: [{ service: "bedrock-agentcore", region: home }],
  answers: {
    ...runtime(),
    ...gateway(),
    ...policyEngine(),
    ...memory(),
    ...tools(),
    ...identities(),
    ...logs(),
  },
};

function runtime(): Answers {
  const summary = {
    agentRuntimeArn: runtimeArn,
    agentRuntimeId: runtimeId,
    agentRuntimeVersion: "3",
    agentRuntimeName: "research_reader",
    description: "Reads papers and sums them up",
    lastUpdatedAt: madeAt,
    status: "READY",
  };
  return {
    [named("ListTagsForResource")]: { tags },
    [named("ListAgentRuntimes")]: { agentRuntimes: [summary] },
    [named("GetAgentRuntime")]: {
      ...summary,
      createdAt: madeAt,
      roleArn: roleArn("research-reader-runtime"),
      networkConfiguration: { networkMode: "VPC", networkModeConfig: vpc },
      lifecycleConfiguration: { idleRuntimeSessionTimeout: 900, maxLifetime: 28_800 },
      protocolConfiguration: { serverProtocol: "HTTP" },
      agentRuntimeArtifact: {
        containerConfiguration: {
          containerUri: `${repositoryUri("research-reader")}@sha256:${"7b2d9c01".repeat(8)}`,
        },
      },
      environmentVariables: { MEMORY_ID: memoryId, STAGE: "production" },
      authorizerConfiguration: byToken,
      workloadIdentityDetails: { workloadIdentityArn: identityArn("research_reader") },
      metadataConfiguration: { requireMMDSV2: true },
    },
    [named("ListAgentRuntimeEndpoints")]: {
      runtimeEndpoints: [
        {
          name: "DEFAULT",
          id: "DEFAULT",
          liveVersion: "3",
          agentRuntimeEndpointArn: `${runtimeArn}/runtime-endpoint/DEFAULT`,
          agentRuntimeArn: runtimeArn,
          status: "READY",
          createdAt: madeAt,
          lastUpdatedAt: madeAt,
        },
      ],
    },
  };
}

function gateway(): Answers {
  const summary = {
    gatewayId,
    name: "research-library",
    status: "READY",
    ...times,
    authorizerType: "CUSTOM_JWT",
    protocolType: "MCP",
  };
  const target = { targetId: "LOOKUP0001", name: "research-lookup", status: "READY", ...times };
  return {
    [named("ListGateways")]: { items: [summary] },
    [named("GetGateway")]: {
      ...summary,
      gatewayArn,
      gatewayUrl: `https://${gatewayId}.gateway.bedrock-agentcore.${home}.amazonaws.com/mcp`,
      roleArn: roleArn("research-library-gateway"),
      authorizerConfiguration: byToken,
      kmsKeyArn: keyArn("data"),
      policyEngineConfiguration: { arn: engineArn, mode: "ENFORCE" },
      workloadIdentityDetails: { workloadIdentityArn: identityArn("research-library") },
      webAclArn: arn("wafv2", home, `regional/webacl/research/${idOf("research acl", 8)}`),
    },
    [named("ListGatewayTargets")]: { items: [{ ...target, targetType: "LAMBDA" }] },
    [named("GetGatewayTarget")]: {
      ...target,
      gatewayArn,
      targetConfiguration: {
        mcp: {
          lambda: {
            lambdaArn: lookupArn,
            toolSchema: {
              inlinePayload: [
                {
                  name: "findPaper",
                  description: "Finds papers by title, author or year",
                  inputSchema: { type: "object", properties: { title: { type: "string" } } },
                },
              ],
            },
          },
        },
      },
      credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
    },
    [named("GetResourcePolicy", gatewayArn)]: {
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${account}:root` },
            Action: "bedrock-agentcore:InvokeGateway",
            Resource: gatewayArn,
          },
        ],
      }),
    },
  };
}

function policyEngine(): Answers {
  return {
    [named("ListPolicyEngines")]: {
      policyEngines: [
        {
          policyEngineId: engineId,
          name: "research_rules",
          policyEngineArn: engineArn,
          status: "ACTIVE",
          statusReasons: [],
          encryptionKeyArn: keyArn("data"),
          ...times,
        },
      ],
    },
    [named("ListPolicies")]: {
      policies: [
        {
          policyId: `lookup-${idOf("lookup policy", 10)}`,
          name: "lookup",
          policyEngineId: engineId,
          policyArn: `${engineArn}/policy/lookup`,
          status: "ACTIVE",
          statusReasons: [],
          enforcementMode: "ACTIVE",
          definition: {
            cedar: {
              statement: `permit(principal is AgentCore::OAuthUser, action == AgentCore::Action::"research-lookup___findPaper", resource == AgentCore::Gateway::"${gatewayArn}") when { principal.hasTag("researcher") };`,
            },
          },
          ...times,
        },
      ],
    },
  };
}

function memory(): Answers {
  return {
    [named("ListMemories")]: { memories: [{ arn: memoryArn, id: memoryId, status: "ACTIVE", ...times }] },
    [named("GetMemory")]: {
      memory: {
        arn: memoryArn,
        id: memoryId,
        name: "research_memory",
        encryptionKeyArn: keyArn("data"),
        eventExpiryDuration: 30,
        status: "ACTIVE",
        strategies: [
          {
            strategyId: `summary-${idOf("summary", 10)}`,
            name: "summary",
            type: "SUMMARIZATION",
            namespaces: ["/research/{actorId}/{sessionId}"],
            namespaceTemplates: ["/research/{actorId}/{sessionId}"],
          },
        ],
        ...times,
      },
    },
  };
}

function tools(): Answers {
  const made = { status: "READY", createdAt: madeAt, lastUpdatedAt: madeAt };
  const browser = {
    browserId,
    browserArn: agentcore(`browser-custom/${browserId}`),
    name: "research_browser",
  };
  const interpreter = {
    codeInterpreterId: interpreterId,
    codeInterpreterArn: agentcore(`code-interpreter-custom/${interpreterId}`),
    name: "research_python",
  };
  return {
    [named("ListBrowsers")]: { browserSummaries: [{ ...browser, ...made }] },
    [named("GetBrowser")]: {
      ...browser,
      ...made,
      executionRoleArn: roleArn("research-browser"),
      networkConfiguration: { networkMode: "VPC", vpcConfig: vpc },
      recording: { enabled: true, s3Location: { bucket: recordings, prefix: "sessions/" } },
    },
    [named("ListCodeInterpreters")]: { codeInterpreterSummaries: [{ ...interpreter, ...made }] },
    [named("GetCodeInterpreter")]: {
      ...interpreter,
      ...made,
      networkConfiguration: { networkMode: "SANDBOX" },
    },
  };
}

function identities(): Answers {
  return {
    [named("ListWorkloadIdentities")]: {
      workloadIdentities: ["research_reader", "research-library"].map((name) => ({
        name,
        workloadIdentityArn: identityArn(name),
      })),
    },
    ...Object.fromEntries(
      ["research_reader", "research-library"].map((name) => [
        named("GetWorkloadIdentity", name),
        {
          name,
          workloadIdentityArn: identityArn(name),
          allowedResourceOauth2ReturnUrls:
            name === "research_reader" ? ["https://research.acme-insurance.example/oauth/return"] : [],
          createdTime: madeAt,
          lastUpdatedTime: madeAt,
        },
      ]),
    ),
    [named("ListOauth2CredentialProviders")]: {
      credentialProviders: [
        {
          name: "research-calendar",
          credentialProviderVendor: "MicrosoftOauth2",
          credentialProviderArn: agentcore("token-vault/default/oauth2credentialprovider/research-calendar"),
          createdTime: madeAt,
          lastUpdatedTime: madeAt,
        },
      ],
    },
    [named("GetTokenVault")]: {
      tokenVaultId: "default",
      kmsConfiguration: { keyType: "CustomerManagedKey", kmsKeyArn: keyArn("data") },
      lastModifiedDate: madeAt,
    },
  };
}

function logs(): Answers {
  return {
    [`${home} logs:DescribeDeliverySources`]: {
      deliverySources: observed.map(({ name, resourceArn, logType }) => ({
        name,
        arn: arn("logs", home, `delivery-source:${name}`),
        resourceArns: [resourceArn],
        service: "bedrock-agentcore",
        logType,
      })),
    },
    [`${home} logs:DescribeDeliveries`]: {
      deliveries: observed.map(({ name }) => ({
        id: idOf(name, 16),
        arn: arn("logs", home, `delivery:${idOf(name, 16)}`),
        deliverySourceName: name,
        deliveryDestinationArn: arn("logs", home, "delivery-destination:research"),
        deliveryDestinationType: "CWL",
      })),
    },
  };
}
