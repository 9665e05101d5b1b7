import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
  type Refusal,
} from "#tests/support/recorded-aws.ts";
import { bedrockService } from "./bedrock-service.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const key = arn("bedrock", "service");
/** `GetModelInvocationLoggingConfiguration`, with every member that is documented. */
const logging = {
  cloudWatchConfig: {
    logGroupName: "/aws/bedrock/invocations",
    roleArn: "arn:aws:iam::111122223333:role/bedrock-logging",
    largeDataDeliveryS3Config: { bucketName: "acme-large", keyPrefix: "large/" },
  },
  s3Config: { bucketName: "acme-prompts", keyPrefix: "prompts/" },
  textDataDeliveryEnabled: true,
  imageDataDeliveryEnabled: false,
  embeddingDataDeliveryEnabled: false,
  videoDataDeliveryEnabled: true,
  audioDataDeliveryEnabled: false,
};
const endpoint = (VpcEndpointId: string, State = "available") => ({
  VpcEndpointId,
  State,
  VpcEndpointType: "Interface",
  VpcId: "vpc-1",
  ServiceName: "com.amazonaws.eu-west-1.bedrock-runtime",
});
const event = (detail: unknown) => ({
  EventId: "e",
  EventName: "InvokeModel",
  EventSource: "bedrock.amazonaws.com",
  EventTime: "2026-11-22T00:00:00.000Z",
  Username: "ann",
  CloudTrailEvent: typeof detail === "string" ? detail : JSON.stringify(detail),
});
const invoked = event({
  requestParameters: { modelId: "amazon.nova-pro-v1:0" },
  userIdentity: { type: "IAMUser" },
});
const collect = (answers: Answers = {}) =>
  collectRecorded(bedrockService, {
    "bedrock:GetModelInvocationLoggingConfiguration": { loggingConfig: logging },
    "ec2:DescribeVpcEndpoints": { VpcEndpoints: [endpoint("vpce-1")] },
    ...answers,
  });

test("Bedrock in a region with everything set up is shown with all of it", async () => {
  const recorded = await collect();
  expect(recorded.get(key)).toEqual({
    key,
    type: "aws.bedrock.service",
    name: "Bedrock in eu-west-1",
    account: "111122223333",
    region: "eu-west-1",
    tags: {},
    properties: { invocationLogging: true, loggedModalities: ["text", "video"], enforcedGuardrails: [] },
    facets: {
      publicNetwork: false,
      keyAuthentication: false,
      customerKey: true,
      privateEndpoint: true,
      logsRequests: true,
      hosts: ["bedrock-runtime.eu-west-1.amazonaws.com", "bedrock-agent-runtime.eu-west-1.amazonaws.com"],
    },
  });
  expect(edgesOf(recorded, key)).toEqual([
    `logs-to ${arn("logs", "log-group:/aws/bedrock/invocations")}`,
    "logs-to arn:aws:s3:::acme-prompts",
    "logs-to arn:aws:s3:::acme-large",
    `reached-privately-through ${arn("ec2", "vpc-endpoint/vpce-1")}`,
  ]);
  expect(undeclared(bedrockService, recorded)).toEqual([]);
});

describe("what is logged", () => {
  const of = async (loggingConfig: object | undefined) =>
    (await collect({ "bedrock:GetModelInvocationLoggingConfiguration": { loggingConfig } })).get(key);
  test.each<[string, object | undefined, boolean, readonly string[]]>([
    ["nothing, where nothing is configured", undefined, false, []],
    [
      "everything, where no modality is named",
      { s3Config: logging.s3Config },
      true,
      ["text", "image", "embedding", "video", "audio"],
    ],
    [
      "all but what is switched off",
      { s3Config: logging.s3Config, textDataDeliveryEnabled: false },
      true,
      ["image", "embedding", "video", "audio"],
    ],
    [
      "only text",
      {
        textDataDeliveryEnabled: true,
        imageDataDeliveryEnabled: false,
        embeddingDataDeliveryEnabled: false,
        videoDataDeliveryEnabled: false,
        audioDataDeliveryEnabled: false,
      },
      true,
      ["text"],
    ],
  ])("%s", async (_, config, invocationLogging, loggedModalities) => {
    const found = await of(config);
    expect(found?.properties).toMatchObject({ invocationLogging, loggedModalities });
    expect(found?.facets).toMatchObject({ logsRequests: loggedModalities.includes("text") });
  });

  test("goes to one bucket once, though both ways name it", async () => {
    const both = {
      ...logging,
      cloudWatchConfig: { ...logging.cloudWatchConfig, largeDataDeliveryS3Config: logging.s3Config },
    };
    const recorded = await collect({
      "bedrock:GetModelInvocationLoggingConfiguration": { loggingConfig: both },
    });
    expect(edgesOf(recorded, key).filter((edge) => edge.includes(":s3:"))).toEqual([
      "logs-to arn:aws:s3:::acme-prompts",
    ]);
  });
});

describe("a private way in", () => {
  test.each([
    ["available", true],
    ["Available", true],
    ["pendingAcceptance", false],
    ["deleted", false],
    ["rejected", false],
  ])("is an endpoint that is %s: %s", async (state, privateEndpoint) => {
    const recorded = await collect({
      "ec2:DescribeVpcEndpoints": { VpcEndpoints: [endpoint("vpce-1", state)] },
    });
    expect(recorded.get(key)?.facets).toMatchObject({ privateEndpoint });
    expect(edgesOf(recorded, key).some((edge) => edge.startsWith("reached"))).toBe(privateEndpoint);
  });

  test("is asked for by the runtime's own name in that region", async () => {
    let asked: unknown;
    await collect({
      "ec2:DescribeVpcEndpoints": (input) => {
        asked = input;
        return {};
      },
    });
    expect(asked).toEqual({
      Filters: [{ Name: "service-name", Values: ["com.amazonaws.eu-west-1.bedrock-runtime"] }],
    });
  });
});

describe("a region in which nothing is set up", () => {
  const nothing: Answers = {
    "bedrock:GetModelInvocationLoggingConfiguration": {},
    "ec2:DescribeVpcEndpoints": { VpcEndpoints: [] },
    "cloudtrail:LookupEvents": { Events: [] },
  };
  test.each<[string, Answers, number]>([
    ["holds no service, where nothing was made or called", {}, 0],
    [
      "holds one, where an agent was made",
      { "bedrock-agent:ListAgents": { agentSummaries: [{ agentId: "A" }] } },
      1,
    ],
    [
      "holds one, where a knowledge base was",
      { "bedrock-agent:ListKnowledgeBases": { knowledgeBaseSummaries: [{ knowledgeBaseId: "K" }] } },
      1,
    ],
    ["holds one, where a guardrail was", { "bedrock:ListGuardrails": { guardrails: [{ id: "g" }] } }, 1],
    [
      "holds one, where a model was trained",
      { "bedrock:ListCustomModels": { modelSummaries: [{ modelArn: "m" }] } },
      1,
    ],
    ["holds one, where a model was called", { "cloudtrail:LookupEvents": { Events: [invoked] } }, 1],
    [
      "holds none for a call that failed before it named a model",
      {
        "cloudtrail:LookupEvents": {
          Events: [event({ errorCode: "AccessDenied", requestParameters: null })],
        },
      },
      0,
    ],
    [
      "holds none for an event that cannot be read",
      { "cloudtrail:LookupEvents": { Events: [event("{"), {}, null, event([])] } },
      0,
    ],
  ])("%s", async (_, answers, count) => {
    const { outcome, resources } = await collect({ ...nothing, ...answers });
    expect([outcome.state, resources.length]).toEqual(["complete", count]);
  });

  test("is a gap where it may not be asked whether anything was", async () => {
    const { outcome } = await collect({ ...nothing, "cloudtrail:LookupEvents": "denied" });
    expect(outcome).toMatchObject({ state: "denied", unknown: { permission: "cloudtrail:LookupEvents" } });
  });

  test("is no gap where Bedrock is not offered at all", async () => {
    const { outcome, used } = await collect({
      ...nothing,
      "bedrock:GetModelInvocationLoggingConfiguration": "not-found",
    });
    expect(outcome).toMatchObject({ state: "complete", resourceCount: 0 });
    expect([...used]).toEqual(["bedrock:GetModelInvocationLoggingConfiguration"]);
  });
});

describe("a call that was refused", () => {
  test.each<[string, readonly string[]]>([
    [
      "bedrock:GetModelInvocationLoggingConfiguration",
      [
        "facets.logsRequests",
        "properties.invocationLogging",
        "properties.loggedModalities",
        "relationships.logs-to",
      ],
    ],
    ["ec2:DescribeVpcEndpoints", ["facets.privateEndpoint", "relationships.reached-privately-through"]],
  ])("%s leaves just what it would tell unknown, and never reads as off", async (call, paths) => {
    const reasons: readonly Refusal[] = ["denied", "throttled", "failed", "malformed"];
    for (const reason of reasons) {
      const recorded = await collect({ [call]: reason });
      expect(unknownsOf(recorded, key)).toEqual(Object.fromEntries(paths.map((path) => [path, reason])));
    }
  });

  test.each<[string, object]>([
    ["a destination without a name", { s3Config: {} }],
    ["a switch that is a text", { textDataDeliveryEnabled: "true" }],
    ["a log group that is a list", { cloudWatchConfig: [] }],
  ])("and %s is counted as not read", async (_, loggingConfig) => {
    const { outcome, resources } = await collect({
      "bedrock:GetModelInvocationLoggingConfiguration": { loggingConfig },
    });
    expect([outcome.state, resources.length]).toEqual(["failed", 0]);
  });
});
