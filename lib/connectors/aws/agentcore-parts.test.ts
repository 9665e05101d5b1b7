import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
} from "#tests/support/recorded-aws.ts";
import { agentcoreCredentialProviders, agentcoreWorkloadIdentities } from "./agentcore-identities.ts";
import { agentcoreMemories } from "./agentcore-memories.ts";
import { agentcorePolicyEngines } from "./agentcore-policy-engines.ts";
import { agentcoreService } from "./agentcore-service.ts";
import { agentcoreBrowsers, agentcoreCodeInterpreters } from "./agentcore-tools.ts";

const control = "bedrock-agentcore-control";
const arn = (resource: string) => `arn:aws:bedrock-agentcore:eu-west-1:111122223333:${resource}`;
const kmsKey = "arn:aws:kms:eu-west-1:111122223333:key/1";
const when = "2026-03-02T08:00:00.000Z";

const memoryKey = arn("memory/notes-1");
const memories = (more: object, answers: Answers = {}): Answers => ({
  [`${control}:ListMemories`]: { memories: [{ id: "notes-1" }] },
  [`${control}:GetMemory`]: {
    memory: {
      arn: memoryKey,
      id: "notes-1",
      name: "notes",
      status: "ACTIVE",
      eventExpiryDuration: 30,
      ...more,
    },
  },
  ...answers,
});

describe("a memory", () => {
  test("is under the key it names", async () => {
    const recorded = await collectRecorded(
      agentcoreMemories,
      memories({ encryptionKeyArn: kmsKey, strategies: [{ type: "SEMANTIC" }] }),
    );
    expect(undeclared(agentcoreMemories, recorded)).toEqual([]);
    expect(recorded.get(memoryKey)).toMatchObject({
      properties: { eventDays: 30, strategies: ["SEMANTIC"] },
      facets: { encryption: "customer-key", publicRead: false, externalPrincipals: [] },
    });
    expect(edgesOf(recorded, memoryKey)).toEqual([`encrypted-by ${kmsKey}`]);
  });

  test("is AWS's to encrypt where it names none, and open where its policy is", async () => {
    const open = JSON.stringify({
      Statement: [
        { Effect: "Allow", Principal: "*", Action: "bedrock-agentcore:RetrieveMemoryRecords", Resource: "*" },
        {
          Effect: "Allow",
          Principal: { AWS: "444455556666" },
          Action: "bedrock-agentcore:CreateEvent",
          Resource: "*",
        },
      ],
    });
    const recorded = await collectRecorded(
      agentcoreMemories,
      memories({}, { [`${control}:GetResourcePolicy`]: { policy: open } }),
    );
    expect(recorded.get(memoryKey)?.facets).toMatchObject({
      encryption: "provider-key",
      publicRead: true,
      publicWrite: false,
      externalPrincipals: ["444455556666"],
    });
  });

  test("whose policy may not be read is not taken for a closed one", async () => {
    const recorded = await collectRecorded(
      agentcoreMemories,
      memories({}, { [`${control}:GetResourcePolicy`]: "denied" }),
    );
    expect(unknownsOf(recorded, memoryKey)).toMatchObject({
      "facets.publicRead": "denied",
      "facets.externalPrincipals": "denied",
    });
  });
});

describe("built-in tools", () => {
  const browserKey = arn("browser-custom/b-1");
  const browser = (recording: object | undefined) =>
    collectRecorded(agentcoreBrowsers, {
      [`${control}:ListBrowsers`]: (input) =>
        input["type"] === "CUSTOM" ? { browserSummaries: [{ browserId: "b-1" }] } : "not-found",
      [`${control}:GetBrowser`]: {
        browserArn: browserKey,
        name: "web",
        status: "READY",
        networkConfiguration: { networkMode: "VPC", vpcConfig: { securityGroups: ["sg-1"], subnets: [] } },
        recording,
      },
    });

  test.each([
    [{ enabled: true, s3Location: { bucket: "kept", prefix: "p/" } }, true],
    [{ enabled: false, s3Location: { bucket: "kept", prefix: "p/" } }, false],
    [{ enabled: true }, false],
    [undefined, false],
  ])("recording %j is recording: %s", async (recording, expected) => {
    const recorded = await browser(recording);
    expect(undeclared(agentcoreBrowsers, recorded)).toEqual([]);
    expect(recorded.get(browserKey)?.properties).toMatchObject({ recordsSessions: expected });
    expect(edgesOf(recorded, browserKey).includes("logs-to arn:aws:s3:::kept")).toBe(expected);
  });

  test("a code interpreter tells its network and never what the model does with it", async () => {
    const key = arn("code-interpreter-custom/c-1");
    const recorded = await collectRecorded(agentcoreCodeInterpreters, {
      [`${control}:ListCodeInterpreters`]: { codeInterpreterSummaries: [{ codeInterpreterId: "c-1" }] },
      [`${control}:GetCodeInterpreter`]: {
        codeInterpreterArn: key,
        name: "python",
        status: "READY",
        networkConfiguration: { networkMode: "PUBLIC" },
      },
    });
    expect(undeclared(agentcoreCodeInterpreters, recorded)).toEqual([]);
    expect(recorded.get(key)?.properties).toMatchObject({ networkMode: "PUBLIC" });
    expect(unknownsOf(recorded, key)).toEqual({
      "facets.changesState": "unsupported",
      "facets.requiresConfirmation": "unsupported",
    });
  });
});

describe("a policy engine", () => {
  const key = arn("policy-engine/rules");
  const engine = (...policies: object[]) =>
    collectRecorded(agentcorePolicyEngines, {
      [`${control}:ListPolicyEngines`]: {
        policyEngines: [
          {
            policyEngineId: "rules",
            policyEngineArn: key,
            name: "rules",
            status: "ACTIVE",
            encryptionKeyArn: kmsKey,
          },
        ],
      },
      [`${control}:ListPolicies`]: { policies },
    });
  const cedar = (statement: string, more: object = {}) => ({
    name: "p",
    status: "ACTIVE",
    enforcementMode: "ACTIVE",
    definition: { cedar: { statement } },
    ...more,
  });

  test.each([
    "permit(principal, action, resource);",
    "permit (\n  principal,\n  action,\n  resource\n);",
    'permit(principal, action, resource == AgentCore::Gateway::"arn");',
    "// everything, for now\npermit(principal, action, resource is AgentCore::Gateway) when { true };",
  ])("that has %j permits everything", async (statement) => {
    expect((await engine(cedar(statement))).get(key)?.properties).toMatchObject({ permitsAll: ["p"] });
  });

  test.each([
    'permit(principal is AgentCore::OAuthUser, action, resource) when { principal.hasTag("admin") };',
    'permit(principal, action == AgentCore::Action::"t___get", resource);',
    "permit(principal, action, resource) when { context.input.amount < 100 };",
    "forbid(principal, action, resource);",
  ])("that has %j does not", async (statement) => {
    expect((await engine(cedar(statement))).get(key)?.properties).toMatchObject({ permitsAll: [] });
  });

  test("counts what is in force, and tells what only logs", async () => {
    const recorded = await engine(
      cedar("permit(principal, action, resource);", { enforcementMode: "LOG_ONLY", name: "trial" }),
      cedar("permit(principal, action, resource);", { status: "CREATING" }),
      { name: "generated", status: "ACTIVE", definition: { policyGeneration: {} } },
    );
    expect(undeclared(agentcorePolicyEngines, recorded)).toEqual([]);
    expect(recorded.get(key)?.properties).toEqual({
      status: "ACTIVE",
      customerKey: true,
      policyCount: 2,
      permitsAll: [],
      onlyLogged: ["trial"],
    });
  });
});

describe("identities and the vault", () => {
  const key = arn("workload-identity-directory/default/workload-identity/reader");
  const listed = { name: "reader", workloadIdentityArn: key };

  test("a workload identity tells where tokens go, or that it may not be asked", async () => {
    const answers = { [`${control}:ListWorkloadIdentities`]: { workloadIdentities: [listed] } };
    const whole = await collectRecorded(agentcoreWorkloadIdentities, {
      ...answers,
      [`${control}:GetWorkloadIdentity`]: {
        ...listed,
        allowedResourceOauth2ReturnUrls: ["https://a.example"],
      },
    });
    expect(undeclared(agentcoreWorkloadIdentities, whole)).toEqual([]);
    expect(whole.get(key)?.properties).toEqual({ returnUrls: ["https://a.example"] });
    const denied = await collectRecorded(agentcoreWorkloadIdentities, {
      ...answers,
      [`${control}:GetWorkloadIdentity`]: "denied",
    });
    expect(unknownsOf(denied, key)).toMatchObject({ "properties.returnUrls": "denied" });
  });

  test("credential providers of both kinds are found, without their secrets", async () => {
    const provider = (name: string, more: object = {}) => ({
      credentialProviders: [
        { name, credentialProviderArn: arn(`vault/${name}`), createdTime: when, ...more },
      ],
    });
    const recorded = await collectRecorded(agentcoreCredentialProviders, {
      [`${control}:ListApiKeyCredentialProviders`]: provider("search"),
      [`${control}:ListOauth2CredentialProviders`]: provider("mail", {
        credentialProviderVendor: "GoogleOauth2",
      }),
    });
    expect(undeclared(agentcoreCredentialProviders, recorded)).toEqual([]);
    expect(recorded.resources.map(({ properties }) => properties)).toMatchObject([
      { kind: "api-key", vendor: null },
      { kind: "oauth2", vendor: "GoogleOauth2" },
    ]);
  });

  const serviceKey = arn("service");
  const inUse = { [`${control}:ListGateways`]: { items: [{ gatewayId: "g" }] } };

  test("a region where nobody uses AgentCore has no service of theirs", async () => {
    const recorded = await collectRecorded(agentcoreService, { [`${control}:ListGateways`]: { items: [] } });
    expect(recorded.resources).toEqual([]);
    expect(recorded.outcome.state).toBe("complete");
  });

  test("the vault's key and the endpoints that are up are the service's", async () => {
    const recorded = await collectRecorded(agentcoreService, {
      ...inUse,
      [`${control}:GetTokenVault`]: {
        tokenVaultId: "default",
        kmsConfiguration: { keyType: "CustomerManagedKey", kmsKeyArn: kmsKey },
      },
      "ec2:DescribeVpcEndpoints": {
        VpcEndpoints: [
          { VpcEndpointId: "vpce-1", State: "available" },
          { VpcEndpointId: "vpce-2", State: "deleting" },
        ],
      },
    });
    expect(undeclared(agentcoreService, recorded)).toEqual([]);
    expect(recorded.get(serviceKey)?.facets).toMatchObject({ customerKey: true, privateEndpoint: true });
    expect(edgesOf(recorded, serviceKey)).toEqual([
      "reached-privately-through arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/vpce-1",
      `encrypted-by ${kmsKey}`,
    ]);
  });

  test("a vault under AWS's key is no customer's, and one that may not be read is unknown", async () => {
    const managed = await collectRecorded(agentcoreService, {
      ...inUse,
      [`${control}:GetTokenVault`]: { kmsConfiguration: { keyType: "ServiceManagedKey" } },
    });
    expect(managed.get(serviceKey)?.facets).toMatchObject({ customerKey: false });
    const denied = await collectRecorded(agentcoreService, {
      ...inUse,
      [`${control}:GetTokenVault`]: "denied",
    });
    expect(unknownsOf(denied, serviceKey)).toMatchObject({ "facets.customerKey": "denied" });
  });
});
