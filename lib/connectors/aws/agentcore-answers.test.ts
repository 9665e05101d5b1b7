import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
} from "#tests/support/recorded-aws.ts";
import { agentcoreGateways } from "./agentcore-gateways.ts";
import { agentcoreRuntimes } from "./agentcore-runtimes.ts";

const control = "bedrock-agentcore-control";
const arn = (resource: string) => `arn:aws:bedrock-agentcore:eu-west-1:111122223333:${resource}`;
const role = "arn:aws:iam::111122223333:role/agent";
const identity = arn("workload-identity-directory/default/workload-identity/reader");
const when = "2026-03-02T08:00:00.000Z";
const policy = (...statements: object[]) => ({
  policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
});

const runtimeKey = arn("runtime/reader-0a1b2c3d4e");
const runtime = {
  agentRuntimeArn: runtimeKey,
  agentRuntimeId: "reader-0a1b2c3d4e",
  agentRuntimeName: "reader",
  agentRuntimeVersion: "3",
  createdAt: when,
  lastUpdatedAt: when,
  status: "READY",
  roleArn: role,
  networkConfiguration: {
    networkMode: "VPC",
    networkModeConfig: { securityGroups: ["sg-1"], subnets: ["subnet-1"] },
  },
  lifecycleConfiguration: { idleRuntimeSessionTimeout: 600, maxLifetime: 28_800 },
  protocolConfiguration: { serverProtocol: "MCP" },
  agentRuntimeArtifact: {
    containerConfiguration: { containerUri: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/reader:latest" },
  },
  environmentVariables: { OPENAI_API_KEY: "not-a-real-key-but-long-enough", STAGE: "production" },
  authorizerConfiguration: { customJWTAuthorizer: { discoveryUrl: "https://login.example.com" } },
  workloadIdentityDetails: { workloadIdentityArn: identity },
  metadataConfiguration: { requireMMDSV2: true },
};
const runtimes = (more: object = {}, answers: Answers = {}): Answers => ({
  [`${control}:ListAgentRuntimes`]: { agentRuntimes: [{ agentRuntimeId: runtime.agentRuntimeId }] },
  [`${control}:GetAgentRuntime`]: { ...runtime, ...more },
  [`${control}:ListAgentRuntimeEndpoints`]: {
    runtimeEndpoints: [{ name: "DEFAULT", liveVersion: "3" }, { name: "canary" }],
  },
  [`${control}:ListTagsForResource`]: { tags: { owner: "research" } },
  "logs:DescribeDeliverySources": {
    deliverySources: [{ name: "traces", resourceArns: [runtimeKey], logType: "TRACES" }],
  },
  "logs:DescribeDeliveries": { deliveries: [{ deliverySourceName: "traces" }] },
  "logs:DescribeLogGroups": { logGroups: [] },
  ...answers,
});
const runtimeOf = async (more: object = {}, answers: Answers = {}) =>
  (await collectRecorded(agentcoreRuntimes, runtimes(more, answers))).get(runtimeKey);

describe("an AgentCore runtime", () => {
  test("tells where it runs, who calls it and what it holds, and never a value", async () => {
    const recorded = await collectRecorded(agentcoreRuntimes, runtimes());
    expect(recorded.outcome).toMatchObject({ state: "complete", resourceCount: 1 });
    expect(undeclared(agentcoreRuntimes, recorded)).toEqual([]);
    expect(recorded.get(runtimeKey)).toMatchObject({
      name: "reader",
      tags: { owner: "research" },
      properties: {
        networkMode: "VPC",
        inbound: "user-token",
        metadataTokens: true,
        secretVariables: ["OPENAI_API_KEY"],
        endpoints: [
          { name: "DEFAULT", version: "3" },
          { name: "canary", version: null },
        ],
        outsideCallers: [],
        telemetry: ["TRACES"],
      },
      facets: { sessionTtlSeconds: 600, customerKey: true },
    });
    expect(JSON.stringify(recorded.resources)).not.toContain("not-a-real-key");
    expect(edgesOf(recorded, runtimeKey)).toEqual([
      `runs-as ${role}`,
      `runs-as ${identity}`,
      "in-network arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1",
      "pulls-image arn:aws:ecr:eu-west-1:111122223333:repository/reader",
    ]);
  });

  test("that states nothing has AWS's defaults: no user, no metadata token, a quarter of an hour", async () => {
    const bare = await runtimeOf({
      authorizerConfiguration: undefined,
      metadataConfiguration: undefined,
      lifecycleConfiguration: {},
      environmentVariables: undefined,
      networkConfiguration: { networkMode: "PUBLIC" },
    });
    expect(bare?.properties).toMatchObject({ inbound: "iam", metadataTokens: false, networkMode: "PUBLIC" });
    expect(bare?.facets).toMatchObject({ sessionTtlSeconds: 900 });
  });

  test("is not observed by a source that nothing delivers, nor by another runtime's", async () => {
    const source = { name: "traces", resourceArns: [runtimeKey], logType: "TRACES" };
    const silent = await runtimeOf({}, { "logs:DescribeDeliveries": { deliveries: [] } });
    const others = await runtimeOf(
      {},
      {
        "logs:DescribeDeliverySources": {
          deliverySources: [{ ...source, resourceArns: [`${runtimeKey}2`] }],
        },
      },
    );
    for (const found of [silent, others]) expect(found?.properties).toMatchObject({ telemetry: [] });
  });

  test("is observed by the group its process writes to", async () => {
    const found = await runtimeOf(
      {},
      {
        "logs:DescribeDeliveries": {},
        "logs:DescribeLogGroups": { logGroups: [{ logGroupName: "/aws/bedrock-agentcore/runtimes/reader" }] },
      },
    );
    expect(found?.properties).toMatchObject({ telemetry: ["PROCESS_OUTPUT"] });
  });

  test.each([
    ["everybody", { Principal: "*" }, ["*"]],
    ["another account", { Principal: { AWS: "arn:aws:iam::444455556666:root" } }, ["444455556666"]],
    ["its own account", { Principal: { AWS: "arn:aws:iam::111122223333:root" } }, []],
    [
      "everybody of the organization",
      { Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } },
      [],
    ],
  ])("called as an IAM identity lets in %s by its policy", async (_, more, expected) => {
    const found = await runtimeOf(
      { authorizerConfiguration: undefined },
      {
        [`${control}:GetResourcePolicy`]: policy({
          Effect: "Allow",
          Action: "bedrock-agentcore:InvokeAgentRuntime",
          Resource: "*",
          ...more,
        }),
      },
    );
    expect(found?.properties).toMatchObject({ outsideCallers: expected });
  });

  test("called with a token names everybody in its policy because the token decides", async () => {
    const open = policy({
      Effect: "Allow",
      Principal: "*",
      Action: "bedrock-agentcore:InvokeAgentRuntime",
      Resource: "*",
    });
    const found = await runtimeOf({}, { [`${control}:GetResourcePolicy`]: open });
    expect(found?.properties).toMatchObject({ outsideCallers: [] });
  });

  test("keeps what could not be read apart from what is not there", async () => {
    const recorded = await collectRecorded(
      agentcoreRuntimes,
      runtimes(
        {},
        {
          [`${control}:GetResourcePolicy`]: "denied",
          [`${control}:ListAgentRuntimeEndpoints`]: "throttled",
          "logs:DescribeDeliveries": "denied",
        },
      ),
    );
    expect(unknownsOf(recorded, runtimeKey)).toEqual({
      "properties.telemetry": "denied",
      "properties.endpoints": "throttled",
      "properties.outsideCallers": "denied",
    });
  });

  test("whose listing is refused is a gap", async () => {
    const recorded = await collectRecorded(agentcoreRuntimes, {
      ...runtimes(),
      [`${control}:ListAgentRuntimes`]: "denied",
    });
    expect(recorded.outcome).toMatchObject({
      state: "denied",
      unknown: { permission: "bedrock-agentcore:ListAgentRuntimes" },
    });
  });

  test("is not asked for where there is none, nor are its logs", async () => {
    const recorded = await collectRecorded(agentcoreRuntimes, {
      [`${control}:ListAgentRuntimes`]: { agentRuntimes: [] },
    });
    expect(recorded.outcome).toMatchObject({ state: "complete", callCount: 1 });
  });
});

const gatewayKey = arn("gateway/tools-0a1b2c3d4e");
const gateway = {
  gatewayArn: gatewayKey,
  gatewayId: "tools-0a1b2c3d4e",
  name: "tools",
  status: "READY",
  createdAt: when,
  updatedAt: when,
  gatewayUrl: "https://tools-0a1b2c3d4e.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp",
  roleArn: role,
  protocolType: "MCP",
  authorizerType: "AWS_IAM",
  kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/1",
  policyEngineConfiguration: { arn: arn("policy-engine/rules"), mode: "ENFORCE" },
};
const fn = "arn:aws:lambda:eu-west-1:111122223333:function:tool";
const target = (name: string, mcp: object, ...credentials: object[]) => ({
  gatewayArn: gatewayKey,
  targetId: name,
  name,
  status: "READY",
  targetConfiguration: { mcp },
  credentialProviderConfigurations: credentials,
});
const lambda = (...tools: string[]) => ({
  lambda: { lambdaArn: `${fn}:live`, toolSchema: { inlinePayload: tools.map((name) => ({ name })) } },
});
const openApi = (methods: string[]) => ({
  openApiSchema: {
    inlinePayload: JSON.stringify({
      paths: { "/x": Object.fromEntries(methods.map((method) => [method, {}])) },
    }),
  },
});
const oauth = (grantType?: string) => ({
  credentialProviderType: "OAUTH",
  credentialProvider: { oauthCredentialProvider: { providerArn: "p", scopes: [], grantType } },
});
const ownRole = { credentialProviderType: "GATEWAY_IAM_ROLE" };

const gatewayOf = (more: object, targets: readonly ReturnType<typeof target>[], answers: Answers = {}) =>
  collectRecorded(agentcoreGateways, {
    [`${control}:ListGateways`]: { items: [{ gatewayId: gateway.gatewayId }] },
    [`${control}:GetGateway`]: { ...gateway, ...more },
    [`${control}:ListGatewayTargets`]: { items: targets.map(({ targetId }) => ({ targetId })) },
    [`${control}:GetGatewayTarget`]: (input) =>
      targets.find(({ targetId }) => targetId === input["targetId"]),
    ...answers,
  });

describe("an AgentCore gateway", () => {
  test("tells what guards it and what it calls", async () => {
    const recorded = await gatewayOf({}, [
      target("calc", lambda("getSum"), ownRole),
      target("crm", openApi(["get"]), oauth("TOKEN_EXCHANGE")),
    ]);
    expect(recorded.outcome.state).toBe("complete");
    expect(undeclared(agentcoreGateways, recorded)).toEqual([]);
    expect(recorded.get(gatewayKey)).toMatchObject({
      properties: {
        policy: "enforced",
        tellsErrors: false,
        firewall: false,
        customerKey: true,
        targets: [
          { name: "calc", kind: "lambda", actsAs: "gateway" },
          { name: "crm", kind: "openApiSchema", actsAs: "user" },
        ],
      },
      facets: {
        changesState: false,
        authentication: "identity",
        publicNetwork: true,
        hosts: ["tools-0a1b2c3d4e.gateway.bedrock-agentcore.eu-west-1.amazonaws.com"],
      },
    });
    expect(edgesOf(recorded, gatewayKey)).toEqual([
      `runs-as ${role}`,
      `invokes ${fn}`,
      "encrypted-by arn:aws:kms:eu-west-1:111122223333:key/1",
      `governed-by ${arn("policy-engine/rules")}`,
    ]);
  });

  test.each([
    [{ policyEngineConfiguration: undefined }, { policy: "none" }],
    [{ policyEngineConfiguration: { arn: "e", mode: "LOG_ONLY" } }, { policy: "logged" }],
    [{ exceptionLevel: "DEBUG" }, { tellsErrors: true }],
    [{ webAclArn: "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/1" }, { firewall: true }],
    [{ kmsKeyArn: undefined }, { customerKey: false }],
  ])("with %j is %j", async (more, expected) => {
    expect((await gatewayOf(more, [])).get(gatewayKey)?.properties).toMatchObject(expected);
  });

  test.each([
    [[target("t", lambda("getSum", "payClaim"))], true],
    [[target("t", openApi(["get", "post"]))], true],
    [[target("t", openApi(["get", "parameters"]))], false],
  ])("changes state as its tools say: %#", async (targets, expected) => {
    expect((await gatewayOf({}, targets)).get(gatewayKey)?.facets).toMatchObject({ changesState: expected });
  });

  test.each([
    { mcpServer: { endpoint: "https://mcp.example.com" } },
    { openApiSchema: { s3: { uri: "s3://schemas/api.yaml" } } },
    { openApiSchema: { inlinePayload: "openapi: 3.0.0" } },
    { lambda: { lambdaArn: fn, toolSchema: { s3: { uri: "s3://schemas/tools.json" } } } },
  ])("does not claim to know what %j does", async (mcp) => {
    const recorded = await gatewayOf({}, [target("t", mcp)]);
    expect(unknownsOf(recorded, gatewayKey)).toMatchObject({ "facets.changesState": "unsupported" });
  });

  test.each([
    ["AUTHORIZATION_CODE", "user"],
    ["TOKEN_EXCHANGE", "user"],
    ["CLIENT_CREDENTIALS", "gateway"],
    [undefined, "gateway"],
  ])("with the grant %s acts as the %s", async (grant, actsAs) => {
    const recorded = await gatewayOf({}, [target("t", openApi([]), oauth(grant))]);
    expect(recorded.get(gatewayKey)?.properties).toMatchObject({ targets: [{ actsAs }] });
  });

  test("without an authorizer is open, unless a function asks first", async () => {
    const open = await gatewayOf({ authorizerType: "NONE" }, []);
    expect(open.get(gatewayKey)?.facets).toMatchObject({ authentication: "none" });
    const asked = await gatewayOf(
      { authorizerType: "NONE", interceptorConfigurations: [{ interceptionPoints: ["REQUEST"] }] },
      [],
    );
    expect(unknownsOf(asked, gatewayKey)).toEqual({ "facets.authentication": "unsupported" });
  });

  test("that refuses what does not come through a VPC is not on the public network", async () => {
    const recorded = await gatewayOf({}, [], {
      [`${control}:GetResourcePolicy`]: policy({
        Effect: "Deny",
        Principal: "*",
        Action: "bedrock-agentcore:InvokeGateway",
        Resource: "*",
        Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" } },
      }),
    });
    expect(recorded.get(gatewayKey)?.facets).toMatchObject({ publicNetwork: false });
  });
});
