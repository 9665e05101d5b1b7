import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
} from "#tests/support/recorded-aws.ts";
import { bedrockBatchJobs } from "./bedrock-batch-jobs.ts";
import { bedrockDeployments } from "./bedrock-deployments.ts";
import { bedrockEvaluationJobs } from "./bedrock-evaluation-jobs.ts";
import { bedrockImportedModels } from "./bedrock-imported-models.ts";
import { bedrockPrompts } from "./bedrock-prompts.ts";

const arn = (resource: string) => `arn:aws:bedrock:eu-west-1:111122223333:${resource}`;
const kmsKey = "arn:aws:kms:eu-west-1:111122223333:key/1";
const role = "arn:aws:iam::111122223333:role/job";
const nova = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-pro-v1:0";

describe("a managed prompt", () => {
  const key = arn("prompt/PROMPT0001");
  const variant = (name: string, text: string) => ({
    name,
    templateType: "CHAT",
    templateConfiguration: { chat: { system: [{ text }], messages: [] } },
    modelId: "amazon.nova-pro-v1:0",
  });
  const collect = (versions: readonly string[], variants: readonly object[], more: Answers = {}) =>
    collectRecorded(bedrockPrompts, {
      "bedrock-agent:ListPrompts": (input) => ({
        promptSummaries: input["promptIdentifier"]
          ? versions.map((version) => ({ id: "PROMPT0001", version }))
          : [{ id: "PROMPT0001", version: "DRAFT" }],
      }),
      "bedrock-agent:GetPrompt": { arn: key, name: "intake", variants, customerEncryptionKeyArn: kmsKey },
      ...more,
    });

  test("tells its versions, its key and its models", async () => {
    const recorded = await collect(["DRAFT", "1", "2"], [variant("a", "You sort claims")]);
    expect(undeclared(bedrockPrompts, recorded)).toEqual([]);
    expect(recorded.get(key)).toMatchObject({
      properties: { versions: 2, credentialVariants: [] },
      facets: { versioned: true, customerKey: true },
    });
    expect(edgesOf(recorded, key)).toEqual([`invokes ${nova}`, `encrypted-by ${kmsKey}`]);
  });

  test("of which there is only a draft is not versioned", async () => {
    expect((await collect(["DRAFT"], [])).get(key)?.facets).toMatchObject({ versioned: false });
  });

  test("tells which variant holds a credential, never the credential", async () => {
    const recorded = await collect(
      [],
      [variant("a", "x"), variant("b", "The password is hunter22-hunter22")],
    );
    expect(recorded.get(key)?.properties).toMatchObject({ credentialVariants: ["b"] });
    expect(JSON.stringify(recorded.resources)).not.toContain("hunter22");
  });
});

describe("an evaluation job", () => {
  const key = arn("evaluation-job/abc");
  const summary = {
    jobArn: key,
    jobName: "safety",
    status: "Completed",
    creationTime: "2026-03-02T08:00:00.000Z",
    jobType: "Automated",
    evaluationTaskTypes: ["QuestionAndAnswer"],
    modelIdentifiers: ["eu.amazon.nova-pro-v1:0"],
  };
  const whole = {
    jobArn: key,
    roleArn: role,
    customerEncryptionKeyId: kmsKey,
    evaluationConfig: {
      automated: {
        datasetMetricConfigs: [
          { taskType: "QuestionAndAnswer", metricNames: ["Builtin.Accuracy", "Builtin.Toxicity"] },
          { taskType: "QuestionAndAnswer", metricNames: ["Builtin.Toxicity"] },
        ],
      },
    },
    outputDataConfig: { s3Uri: "s3://evaluations/out/" },
    lastModifiedTime: "2026-03-02T09:00:00.000Z",
  };
  const collect = (more: object = {}, answers: Answers = {}) =>
    collectRecorded(bedrockEvaluationJobs, {
      "bedrock:ListEvaluationJobs": { jobSummaries: [{ ...summary, ...more }] },
      "bedrock:GetEvaluationJob": whole,
      ...answers,
    });

  test("measures the model behind a profile, each measure once", async () => {
    const recorded = await collect();
    expect(undeclared(bedrockEvaluationJobs, recorded)).toEqual([]);
    expect(recorded.get(key)).toMatchObject({
      properties: { judgedBy: "Automated", customerKey: true },
      facets: {
        finishedAt: "2026-03-02T09:00:00.000Z",
        measures: ["Builtin.Accuracy", "Builtin.Toxicity"],
      },
    });
    expect(edgesOf(recorded, nova)).toEqual([`monitored-by ${key}`]);
    expect(edgesOf(recorded, key)).toEqual([
      `runs-as ${role}`,
      `encrypted-by ${kmsKey}`,
      "stores-artifacts-in arn:aws:s3:::evaluations",
    ]);
  });

  test("of a knowledge base measures that", async () => {
    const recorded = await collect({ modelIdentifiers: [], ragIdentifiers: ["POLICIES01"] });
    expect(edgesOf(recorded, arn("knowledge-base/POLICIES01"))).toEqual([`monitored-by ${key}`]);
  });

  test("that failed is not finished, and one that may not be read is unknown", async () => {
    expect((await collect({ status: "Failed" })).get(key)?.facets).toMatchObject({ finishedAt: null });
    expect(unknownsOf(await collect({}, { "bedrock:GetEvaluationJob": "denied" }), key)).toMatchObject({
      "facets.finishedAt": "denied",
      "properties.customerKey": "denied",
    });
  });

  test("is one of at most a hundred that are looked at", async () => {
    const jobSummaries = Array.from({ length: 130 }, (_, at) => ({ ...summary, jobArn: `${key}${at}` }));
    const recorded = await collect({}, { "bedrock:ListEvaluationJobs": { jobSummaries, nextToken: "more" } });
    expect(recorded.outcome).toMatchObject({ state: "complete", resourceCount: 100, callCount: 101 });
  });
});

test("an imported model is under the key it names, and lies where it was imported from", async () => {
  const key = arn("imported-model/abc");
  const model = {
    modelArn: key,
    modelName: "own-llama",
    jobName: "import",
    modelArchitecture: "llama",
    modelDataSource: { s3DataSource: { s3Uri: "s3://weights/llama/" } },
  };
  const collect = (more: object) =>
    collectRecorded(bedrockImportedModels, {
      "bedrock:ListImportedModels": { modelSummaries: [{ modelArn: key, modelName: "own-llama" }] },
      "bedrock:GetImportedModel": { ...model, ...more },
    });
  const recorded = await collect({ modelKmsKeyArn: kmsKey });
  expect(undeclared(bedrockImportedModels, recorded)).toEqual([]);
  expect(recorded.get(key)?.facets).toMatchObject({ origin: "custom", customerKey: true });
  expect(edgesOf(recorded, key)).toEqual([
    "stores-artifacts-in arn:aws:s3:::weights",
    `encrypted-by ${kmsKey}`,
    `hosted-on ${arn("service")}`,
  ]);
  expect((await collect({})).get(key)?.facets).toMatchObject({ customerKey: false });
});

test("throughput, deployments and profiles of the account's own serve their models", async () => {
  const recorded = await collectRecorded(bedrockDeployments, {
    "bedrock:ListProvisionedModelThroughputs": {
      provisionedModelSummaries: [
        {
          provisionedModelArn: arn("provisioned-model/p"),
          provisionedModelName: "p",
          modelArn: nova,
          modelUnits: 2,
          status: "InService",
          commitmentDuration: "OneMonth",
        },
      ],
    },
    "bedrock:ListCustomModelDeployments": {
      modelDeploymentSummaries: [
        {
          customModelDeploymentArn: arn("custom-model-deployment/d"),
          customModelDeploymentName: "d",
          modelArn: arn("custom-model/amazon.nova-pro-v1:0/abc"),
          status: "Active",
        },
      ],
    },
    "bedrock:ListInferenceProfiles": (input) => ({
      inferenceProfileSummaries:
        input["typeEquals"] === "APPLICATION"
          ? [
              {
                inferenceProfileArn: arn("application-inference-profile/i"),
                inferenceProfileName: "i",
                inferenceProfileId: "i",
                status: "ACTIVE",
                type: "APPLICATION",
                models: [
                  { modelArn: nova },
                  { modelArn: nova.replace("eu-west-1", "us-east-1") },
                  { modelArn: nova },
                ],
              },
            ]
          : [],
    }),
  });
  expect(recorded.outcome.state).toBe("complete");
  expect(undeclared(bedrockDeployments, recorded)).toEqual([]);
  expect(recorded.resources.map(({ name, properties }) => [name, properties])).toMatchObject([
    ["p", { units: 2, commitment: "OneMonth", commitmentEndsAt: null }],
    ["d", { status: "Active" }],
    ["i", { regions: ["eu-west-1", "us-east-1"] }],
  ]);
  expect(edgesOf(recorded, arn("custom-model-deployment/d"))).toEqual([
    `serves ${arn("custom-model/amazon.nova-pro-v1:0/abc")}`,
    `hosted-on ${arn("service")}`,
  ]);
  expect(edgesOf(recorded, arn("application-inference-profile/i"))[0]).toBe(`serves ${nova}`);
});

describe("a batch job", () => {
  const key = arn("model-invocation-job/abc");
  const collect = (output: object, more: object = {}) =>
    collectRecorded(bedrockBatchJobs, {
      "bedrock:ListModelInvocationJobs": {
        invocationJobSummaries: [
          {
            jobArn: key,
            jobName: "nightly",
            modelId: nova,
            roleArn: role,
            status: "Completed",
            submitTime: "2026-03-02T08:00:00.000Z",
            inputDataConfig: { s3InputDataConfig: { s3Uri: "s3://calls/in/" } },
            outputDataConfig: { s3OutputDataConfig: { s3Uri: "s3://calls-out/", ...output } },
            ...more,
          },
        ],
      },
    });

  test("tells where its output goes, under which key, and from which network", async () => {
    const recorded = await collect(
      { s3EncryptionKeyId: kmsKey },
      { vpcConfig: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] } },
    );
    expect(undeclared(bedrockBatchJobs, recorded)).toEqual([]);
    expect(recorded.get(key)?.facets).toEqual({
      networkIsolation: true,
      volumeCustomerKey: true,
      privateNetwork: true,
      outputCustomerKey: true,
    });
    expect(edgesOf(recorded, key)).toEqual([
      `runs-as ${role}`,
      `invokes ${nova}`,
      "ingests arn:aws:s3:::calls",
      "stores-artifacts-in arn:aws:s3:::calls-out",
      `encrypted-by ${kmsKey}`,
      "in-network arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1",
    ]);
  });

  test("that names no key or AWS's own has none", async () => {
    for (const output of [{}, { s3EncryptionKeyId: "alias/aws/s3" }])
      expect((await collect(output)).get(key)?.facets).toMatchObject({
        outputCustomerKey: false,
        privateNetwork: false,
      });
  });
});
