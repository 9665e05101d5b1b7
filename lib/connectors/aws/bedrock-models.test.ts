import { expect, test } from "vitest";

import { normalizeCustomModel } from "./bedrock-custom-models.ts";
import { normalizeCustomizationJob } from "./bedrock-customization-jobs.ts";
import { bedrockModels, normalizeModel } from "./bedrock-models.ts";
import { replay } from "../recording.ts";
import { runCollection } from "../run-collection.ts";

const scope = { account: "111122223333", region: "eu-west-1" };
const at = new Date("2026-11-16T00:00:00.000Z");
const modelArn = (id: string) => `arn:aws:bedrock:eu-west-1::foundation-model/${id}`;
const summary = (modelLifecycle?: object) => ({
  modelArn: modelArn("anthropic.claude-v2:1"),
  modelId: "anthropic.claude-v2:1",
  modelName: "Claude",
  providerName: "Anthropic",
  modelLifecycle,
});
const lifecycle = (modelLifecycle?: object) =>
  normalizeModel(summary(modelLifecycle), scope, at).resources[0]?.facets;

test.each([
  [{ status: "ACTIVE" }, "active"],
  [{ status: "LEGACY" }, "legacy"],
  [{ status: "LEGACY", endOfLifeTime: "2027-01-01T00:00:00.000Z" }, "legacy"],
  [{ status: "LEGACY", endOfLifeTime: "2026-11-16T00:00:00.000Z" }, "retired"],
  [undefined, "unstated"],
])("what AWS states as %o is %s on the day", (stated, expected) => {
  expect(lifecycle(stated)).toMatchObject({ lifecycle: expected, publisher: "Anthropic", version: "v2:1" });
});

const call = (service: string, operation: string, input: object, output: object) => ({
  connector: "aws",
  ...scope,
  service,
  operation,
  input: { ...input },
  output,
});
const lookup = (AttributeValue: string) => ({
  LookupAttributes: [{ AttributeKey: "EventName", AttributeValue }],
  MaxResults: 50,
});
const nova = { modelArn: modelArn("amazon.nova-pro-v1:0"), modelId: "amazon.nova-pro-v1:0" };
const invoked = {
  CloudTrailEvent: JSON.stringify({ requestParameters: { modelId: "eu.amazon.nova-pro-v1:0" } }),
};
const made = [
  call("bedrock-agent", "ListAgents", {}, { agentSummaries: [{ agentId: "CLAIMSAG01" }] }),
  call(
    "bedrock-agent",
    "GetAgent",
    { agentId: "CLAIMSAG01" },
    { agent: { foundationModel: "eu.anthropic.claude-v2:1" } },
  ),
  call("bedrock-agent", "ListKnowledgeBases", {}, { knowledgeBaseSummaries: [] }),
  call("bedrock", "ListCustomModels", {}, { modelSummaries: [] }),
  call("bedrock", "ListInferenceProfiles", { typeEquals: "APPLICATION" }, { inferenceProfileSummaries: [] }),
  call("bedrock", "ListFoundationModels", {}, { modelSummaries: [summary(), nova] }),
];
const lookups = (events: readonly object[]) =>
  ["InvokeModel", "InvokeModelWithResponseStream", "Converse", "ConverseStream"].map((name) =>
    call("cloudtrail", "LookupEvents", lookup(name), { Events: name === "Converse" ? events : [] }),
  );
async function modelsFrom(calls: Parameters<typeof replay>[0]) {
  const names: string[] = [];
  const outcome = await runCollection(
    replay(calls),
    bedrockModels,
    scope,
    AbortSignal.timeout(5_000),
    (batch) => {
      names.push(...batch.resources.map(({ name }) => name));
    },
  );
  return { state: outcome.state, names };
}

test("only models that something uses are collected", async () => {
  expect(await modelsFrom([...made, ...lookups([{ CloudTrailEvent: "{}" }])])).toEqual({
    state: "complete",
    names: ["Claude"],
  });
});

test("a model that is only called, by no agent, is in use", async () => {
  expect((await modelsFrom([...made, ...lookups([invoked])])).names).toEqual([
    "Claude",
    "amazon.nova-pro-v1:0",
  ]);
});

test("where calls may not be looked up, what is known stands and the collection is not complete", async () => {
  expect(await modelsFrom(made)).toEqual({ state: "failed", names: ["Claude"] });
});

const data = {
  trainingDataConfig: { s3Uri: "s3://train/x.jsonl" },
  outputDataConfig: { s3Uri: "s3://out/" },
};
const edges = ({ relationships }: ReturnType<typeof normalizeCustomModel>) =>
  relationships.map(({ kind, to }) => `${kind} ${to}`);

test("a custom model is trained on, and leaves its artifacts in, the buckets its job named", () => {
  const raw = {
    modelArn: "arn:aws:bedrock:eu-west-1:111122223333:custom-model/titan/abc",
    modelName: "claims-tone",
    baseModelArn: modelArn("amazon.titan-text-express-v1:0:8k"),
    ...data,
  };
  const batch = normalizeCustomModel(raw, scope);
  expect(batch.resources[0]?.facets).toMatchObject({ origin: "fine-tuned", customerKey: false });
  expect(edges(batch)).toEqual(
    expect.arrayContaining(["trained-on arn:aws:s3:::train", "stores-artifacts-in arn:aws:s3:::out"]),
  );
});

test("a customization job without a network of its own trains outside", () => {
  const raw = {
    jobArn: "arn:aws:bedrock:eu-west-1:111122223333:model-customization-job/titan/abc",
    jobName: "claims-tone",
    roleArn: "arn:aws:iam::111122223333:role/tune",
    outputModelArn: "arn:aws:bedrock:eu-west-1:111122223333:custom-model/titan/abc",
    ...data,
  };
  const batch = normalizeCustomizationJob(raw, scope);
  expect(batch.resources[0]?.facets).toMatchObject({ privateNetwork: false, outputCustomerKey: false });
  expect(edges(batch)).toContain("produces arn:aws:bedrock:eu-west-1:111122223333:custom-model/titan/abc");
});
