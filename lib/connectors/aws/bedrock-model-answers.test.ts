import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
} from "#tests/support/recorded-aws.ts";
import { bedrockCustomModels } from "./bedrock-custom-models.ts";
import { bedrockCustomizationJobs } from "./bedrock-customization-jobs.ts";
import { bedrockModels } from "./bedrock-models.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const foundation = (id: string) => `arn:aws:bedrock:eu-west-1::foundation-model/${id}`;
const scope = { account: "111122223333", region: "eu-west-1" };
const service = `hosted-on ${arn("bedrock", "service")}`;
const when = "2025-03-04T05:06:07.000Z";

/** One of `ListFoundationModels`, with every member that is documented. */
const offered = (modelId: string, more: object = {}) => ({
  modelArn: foundation(modelId),
  modelId,
  modelName: modelId.split(".")[1],
  providerName: "Amazon",
  inputModalities: ["TEXT"],
  outputModalities: ["TEXT"],
  responseStreamingSupported: true,
  customizationsSupported: [],
  inferenceTypesSupported: ["ON_DEMAND"],
  modelLifecycle: { status: "ACTIVE", startOfLifeTime: when },
  ...more,
});
const event = (modelId: string) => ({ CloudTrailEvent: JSON.stringify({ requestParameters: { modelId } }) });
const nova = "amazon.nova-pro-v1:0";
const titan = "amazon.titan-embed-text-v2:0";
const models = (answers: Answers) =>
  collectRecorded(bedrockModels, {
    "bedrock:ListFoundationModels": {
      modelSummaries: [offered(nova), offered(titan), offered("amazon.unused-v1:0")],
    },
    "cloudtrail:LookupEvents": { Events: [] },
    ...answers,
  });
const keysOf = async (answers: Answers) => (await models(answers)).resources.map(({ key }) => key);
const byAgent = (foundationModel: unknown): Answers => ({
  "bedrock-agent:ListAgents": { agentSummaries: [{ agentId: "CLAIMSAG01" }] },
  "bedrock-agent:GetAgent": { agent: { agentId: "CLAIMSAG01", foundationModel } },
});
const byBase = (knowledgeBaseConfiguration: unknown): Answers => ({
  "bedrock-agent:ListKnowledgeBases": { knowledgeBaseSummaries: [{ knowledgeBaseId: "POLICIES01" }] },
  "bedrock-agent:GetKnowledgeBase": { knowledgeBase: { knowledgeBaseConfiguration } },
});

describe("of the models on offer only those in use are collected", () => {
  test("and they are shown with everything Bedrock tells of them", async () => {
    const recorded = await models(byAgent(nova));
    expect(recorded.resources).toEqual([
      {
        key: foundation(nova),
        type: "aws.bedrock.foundation-model",
        name: "nova-pro-v1:0",
        ...scope,
        tags: {},
        properties: { modelId: nova, legacyAt: null, endsAt: null },
        facets: {
          origin: "provider",
          publisher: "Amazon",
          version: "v1:0",
          lifecycle: "active",
          customerKey: true,
        },
      },
    ]);
    expect(edgesOf(recorded, foundation(nova))).toEqual([service]);
    expect(undeclared(bedrockModels, recorded)).toEqual([]);
  });

  test.each<[string, Answers, string[]]>([
    ["by an agent", byAgent(nova), [nova]],
    ["by an agent through a profile", byAgent(`eu.${nova}`), [nova]],
    ["by an agent through a profile's ARN", byAgent(arn("bedrock", `inference-profile/eu.${nova}`)), [nova]],
    ["by an agent through a profile for the world", byAgent(`global.${nova}`), [nova]],
    [
      "by a knowledge base",
      byBase({ vectorKnowledgeBaseConfiguration: { embeddingModelArn: foundation(titan) } }),
      [titan],
    ],
    [
      "by training on it",
      { "bedrock:ListCustomModels": { modelSummaries: [{ modelArn: "m", baseModelArn: foundation(nova) }] } },
      [nova],
    ],
    ["by a call", { "cloudtrail:LookupEvents": { Events: [event(foundation(nova)), event(nova)] } }, [nova]],
    [
      "by several, each once, in the order on offer",
      { ...byAgent(titan), "cloudtrail:LookupEvents": { Events: [event(nova), event(titan)] } },
      [nova, titan],
    ],
    ["not by an agent that has no model yet", byAgent(undefined), []],
    ["not by an agent with a model of one's own", byAgent(arn("bedrock", "custom-model/nova/abc")), []],
    [
      "not by an agent with an endpoint of the marketplace",
      byAgent("arn:aws:sagemaker:eu-west-1:111122223333:endpoint/nova-pro-v1:0"),
      [],
    ],
    ["not by a knowledge base without embeddings", byBase({ type: "KENDRA" }), []],
    ["not where a model is no longer on offer", byAgent("anthropic.claude-v1"), []],
    ["not by an answer of another shape", byAgent({ modelId: nova }), []],
  ])("%s", async (_, answers, ids) => {
    expect(await keysOf(answers)).toEqual(ids.map(foundation));
  });

  test("and nothing is asked of the offer where nothing is used", async () => {
    const { used, outcome } = await models({});
    expect(used.has("bedrock:ListFoundationModels")).toBe(false);
    expect(outcome.state).toBe("complete");
  });

  test("and an agent or base deleted meanwhile is passed over", async () => {
    const gone: Answers = {
      ...byAgent(nova),
      ...byBase({}),
      "bedrock-agent:GetAgent": "not-found",
      "bedrock-agent:GetKnowledgeBase": "not-found",
    };
    const { outcome, resources } = await models(gone);
    expect([outcome.state, resources.length]).toEqual(["complete", 0]);
  });

  test.each([
    "bedrock-agent:ListAgents",
    "bedrock-agent:GetAgent",
    "bedrock:ListCustomModels",
    "bedrock:ListFoundationModels",
  ])("and %s denied is a gap, not a region without models", async (call) => {
    expect((await models({ ...byAgent(nova), [call]: "denied" })).outcome.state).toBe("denied");
  });

  test("and what is known stands where calls may not be looked up", async () => {
    const { outcome, resources } = await models({ ...byAgent(nova), "cloudtrail:LookupEvents": "denied" });
    expect(resources).toHaveLength(1);
    expect(outcome).toMatchObject({ state: "denied", unknown: { permission: "cloudtrail:LookupEvents" } });
  });
});

describe("the version in a model's id", () => {
  test.each([
    ["amazon.nova-pro-v1:0", "v1:0"],
    ["anthropic.claude-sonnet-4-5-20250929-v1:0", "v1:0"],
    ["anthropic.claude-v2:1", "v2:1"],
    ["amazon.titan-text-express-v1:0:8k", "v1:0:8k"],
    ["openai.gpt-oss-120b-1:0", null],
    ["mistral.mistral-large-2402-v1:0", "v1:0"],
  ])("%s is %j", async (modelId, version) => {
    const recorded = await models({
      ...byAgent(modelId),
      "bedrock:ListFoundationModels": { modelSummaries: [offered(modelId)] },
    });
    expect(recorded.resources[0]?.facets).toMatchObject({ version });
  });
});

const kmsKey = arn("kms", "key/model");
const customKey = arn("bedrock", "custom-model/amazon.nova-lite-v1:0:300k/abc123def456");
/** `GetCustomModel`, with every member that is documented. */
const custom = {
  modelArn: customKey,
  modelName: "claims-tone",
  jobName: "claims-tone-7",
  jobArn: arn("bedrock", "model-customization-job/x"),
  baseModelArn: foundation("amazon.nova-lite-v1:0:300k"),
  customizationType: "FINE_TUNING",
  modelKmsKeyArn: kmsKey,
  hyperParameters: { epochCount: "2" },
  trainingDataConfig: { s3Uri: "s3://tuning/train.jsonl" },
  validationDataConfig: { validators: [{ s3Uri: "s3://tuning/validate.jsonl" }] },
  outputDataConfig: { s3Uri: "s3://artifacts/claims-tone/" },
  trainingMetrics: { trainingLoss: 0.4 },
  validationMetrics: [{ validationLoss: 0.5 }],
  creationTime: when,
  modelStatus: "Active",
};
const customModels = (more: object = {}, answers: Answers = {}) =>
  collectRecorded(bedrockCustomModels, {
    "bedrock:ListCustomModels": {
      modelSummaries: [
        {
          modelArn: customKey,
          modelName: "claims-tone",
          creationTime: when,
          baseModelArn: custom.baseModelArn,
          baseModelName: "Nova",
          customizationType: "FINE_TUNING",
          ownerAccountId: scope.account,
        },
      ],
    },
    "bedrock:GetCustomModel": { ...custom, ...more },
    "bedrock:ListTagsForResource": { tags: [{ key: "team", value: "claims" }] },
    ...answers,
  });

describe("a custom model", () => {
  test("with everything Bedrock tells of one is shown with all of it", async () => {
    const recorded = await customModels();
    expect(recorded.get(customKey)).toEqual({
      key: customKey,
      type: "aws.bedrock.custom-model",
      name: "claims-tone",
      ...scope,
      tags: { team: "claims" },
      properties: { baseModel: foundation("amazon.nova-lite-v1:0:300k"), customization: "FINE_TUNING" },
      facets: {
        origin: "fine-tuned",
        publisher: null,
        version: null,
        lifecycle: "active",
        customerKey: true,
      },
    });
    expect(edgesOf(recorded, customKey)).toEqual([
      "trained-on arn:aws:s3:::tuning",
      "stores-artifacts-in arn:aws:s3:::artifacts",
      `encrypted-by ${kmsKey}`,
      service,
    ]);
    expect(undeclared(bedrockCustomModels, recorded)).toEqual([]);
  });

  test("that was imported has no base, data or key it does not name", async () => {
    const recorded = await customModels({
      baseModelArn: undefined,
      customizationType: undefined,
      modelKmsKeyArn: undefined,
      trainingDataConfig: undefined,
      outputDataConfig: undefined,
    });
    expect(recorded.get(customKey)).toMatchObject({
      properties: { baseModel: null, customization: null },
      facets: { customerKey: false },
    });
    expect(edgesOf(recorded, customKey)).toEqual([service]);
    expect(unknownsOf(recorded, customKey)).toEqual({});
  });

  test("deleted meanwhile is left out, denied is a gap, and untold tags are unknown", async () => {
    expect((await customModels({}, { "bedrock:GetCustomModel": "not-found" })).outcome).toMatchObject({
      state: "complete",
      resourceCount: 0,
    });
    expect((await customModels({}, { "bedrock:GetCustomModel": "denied" })).outcome.state).toBe("denied");
    expect(
      unknownsOf(await customModels({}, { "bedrock:ListTagsForResource": "denied" }), customKey),
    ).toEqual({ tags: "denied" });
  });
});

const jobKey = arn("bedrock", "model-customization-job/amazon.nova-lite-v1:0/abc123def456");
const role = "arn:aws:iam::111122223333:role/tune";
/** `GetModelCustomizationJob`, with every member that is documented. */
const job = {
  jobArn: jobKey,
  jobName: "claims-tone-7",
  outputModelName: "claims-tone",
  outputModelArn: customKey,
  clientRequestToken: "t",
  roleArn: role,
  status: "Completed",
  statusDetails: {},
  creationTime: when,
  lastModifiedTime: when,
  endTime: when,
  baseModelArn: custom.baseModelArn,
  hyperParameters: {},
  trainingDataConfig: custom.trainingDataConfig,
  validationDataConfig: custom.validationDataConfig,
  outputDataConfig: custom.outputDataConfig,
  customizationType: "FINE_TUNING",
  outputModelKmsKeyArn: kmsKey,
  vpcConfig: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] },
};
const jobs = (more: object = {}, answers: Answers = {}) =>
  collectRecorded(bedrockCustomizationJobs, {
    "bedrock:ListModelCustomizationJobs": {
      modelCustomizationJobSummaries: [
        {
          jobArn: jobKey,
          baseModelArn: custom.baseModelArn,
          jobName: "claims-tone-7",
          status: "Completed",
          creationTime: when,
        },
      ],
    },
    "bedrock:GetModelCustomizationJob": { ...job, ...more },
    ...answers,
  });

describe("a customization job", () => {
  test("with everything Bedrock tells of one is shown with all of it", async () => {
    const recorded = await jobs();
    expect(recorded.get(jobKey)).toEqual({
      key: jobKey,
      type: "aws.bedrock.customization-job",
      name: "claims-tone-7",
      ...scope,
      tags: {},
      properties: { status: "Completed", customization: "FINE_TUNING" },
      facets: {
        networkIsolation: true,
        volumeCustomerKey: true,
        privateNetwork: true,
        outputCustomerKey: true,
      },
    });
    expect(edgesOf(recorded, jobKey)).toEqual([
      `runs-as ${role}`,
      "trained-on arn:aws:s3:::tuning",
      "stores-artifacts-in arn:aws:s3:::artifacts",
      `produces ${customKey}`,
      `encrypted-by ${kmsKey}`,
    ]);
    expect(undeclared(bedrockCustomizationJobs, recorded)).toEqual([]);
  });

  test("that goes on has produced nothing, and without a network or key has none", async () => {
    const recorded = await jobs({
      status: undefined,
      customizationType: undefined,
      outputModelArn: undefined,
      outputModelKmsKeyArn: undefined,
      vpcConfig: undefined,
    });
    expect(recorded.get(jobKey)).toMatchObject({
      properties: { status: "Unknown", customization: null },
      facets: { privateNetwork: false, outputCustomerKey: false },
    });
    expect(edgesOf(recorded, jobKey).join()).not.toMatch(/produces|encrypted-by/);
  });

  test("that learns from logged invocations is trained on the bucket of that log", async () => {
    const recorded = await jobs({
      trainingDataConfig: { invocationLogsConfig: { invocationLogSource: { s3Uri: "s3://logs/" } } },
    });
    expect(edgesOf(recorded, jobKey)).toContain("trained-on arn:aws:s3:::logs");
  });

  test("is read over all pages of the list", async () => {
    const { resources } = await jobs(
      {},
      {
        "bedrock:ListModelCustomizationJobs": ({ nextToken }) => ({
          modelCustomizationJobSummaries: [{ jobArn: nextToken ? "second" : "first" }],
          ...(nextToken ? {} : { nextToken: "2" }),
        }),
        "bedrock:GetModelCustomizationJob": ({ jobIdentifier }) => ({ ...job, jobArn: jobIdentifier }),
      },
    );
    expect(resources.map(({ key }) => key)).toEqual(["first", "second"]);
  });
});
