import { describe, expect, test } from "vitest";

import type { Collector } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
} from "#tests/support/recorded-aws.ts";
import {
  arn,
  config,
  digest,
  endpoint,
  job,
  kms,
  model,
  notebook,
  registry,
  role,
} from "#tests/support/sagemaker-samples.ts";
import { sagemakerEndpoints } from "./sagemaker-endpoints.ts";
import { sagemakerModels } from "./sagemaker-models.ts";
import { sagemakerNotebooks } from "./sagemaker-notebooks.ts";
import { sagemakerTrainingJobs } from "./sagemaker-training-jobs.ts";

const group = (id: string) => `arn:aws:ec2:eu-west-1:111122223333:security-group/${id}`;
const scope = { account: "111122223333", region: "eu-west-1" };

type Kind = {
  collector: Collector;
  listing: string;
  list: string;
  describe: string;
  name: string;
  arn: string;
  raw: Record<string, unknown>;
};
const kinds: Record<string, Kind> = {
  notebook: {
    collector: sagemakerNotebooks,
    listing: "ListNotebookInstances",
    list: "NotebookInstances",
    describe: "DescribeNotebookInstance",
    name: "NotebookInstanceName",
    arn: "NotebookInstanceArn",
    raw: notebook,
  },
  model: {
    collector: sagemakerModels,
    listing: "ListModels",
    list: "Models",
    describe: "DescribeModel",
    name: "ModelName",
    arn: "ModelArn",
    raw: model,
  },
  endpoint: {
    collector: sagemakerEndpoints,
    listing: "ListEndpoints",
    list: "Endpoints",
    describe: "DescribeEndpoint",
    name: "EndpointName",
    arn: "EndpointArn",
    raw: endpoint,
  },
  job: {
    collector: sagemakerTrainingJobs,
    listing: "ListTrainingJobs",
    list: "TrainingJobSummaries",
    describe: "DescribeTrainingJob",
    name: "TrainingJobName",
    arn: "TrainingJobArn",
    raw: job,
  },
};
const kindOf = (name: keyof typeof kinds): Kind => {
  const kind = kinds[name];
  if (!kind) throw new Error(`No kind ${name}`);
  return kind;
};
const keyOf = ({ arn: field, raw }: Kind) => String(raw[field]);
const collect = (kind: Kind, more: object = {}, answers: Answers = {}) =>
  collectRecorded(kind.collector, {
    [`sagemaker:${kind.listing}`]: {
      [kind.list]: [{ [kind.name]: kind.raw[kind.name], [kind.arn]: keyOf(kind) }],
    },
    [`sagemaker:${kind.describe}`]: { ...kind.raw, ...more },
    "sagemaker:DescribeEndpointConfig": config,
    "sagemaker:ListTags": { Tags: [{ Key: "team", Value: "claims" }] },
    ...answers,
  });
const of = async (name: string, more: object = {}, answers: Answers = {}) => {
  const kind = kindOf(name);
  const recorded = await collect(kind, more, answers);
  return { recorded, found: recorded.get(keyOf(kind)), edges: edgesOf(recorded, keyOf(kind)) };
};

describe("with everything SageMaker tells of it", () => {
  const tags = { team: "claims" };
  test("a notebook", async () => {
    const { found, edges } = await of("notebook");
    expect(found).toEqual({
      key: arn("notebook-instance/lab"),
      type: "aws.sagemaker.notebook",
      name: "Lab",
      ...scope,
      tags,
      properties: {
        status: "InService",
        instanceType: "ml.t3.medium",
        directInternetAccess: false,
        requiresImdsV2: true,
        platform: "notebook-al2-v3",
      },
      facets: { publicAddress: false, rootAccess: false, customerKey: true, privateNetwork: true },
    });
    expect(edges).toEqual([
      `runs-as ${role}`,
      `built-by ${arn("notebook-instance-lifecycle-config/setup")}`,
      `encrypted-by ${kms("notebook")}`,
      `in-network ${group("sg-1")}`,
      `in-network ${group("sg-2")}`,
    ]);
  });

  test("a model", async () => {
    const { found, edges } = await of("model");
    expect(found).toEqual({
      key: arn("model/triage"),
      type: "aws.sagemaker.model",
      name: "Triage",
      ...scope,
      tags,
      properties: {
        networkIsolation: true,
        privateNetwork: true,
        images: [`${registry}/serving${digest}`],
        untrustedImages: [],
        registered: "none",
      },
      facets: { origin: "custom", publisher: null, version: null, lifecycle: "unstated", customerKey: true },
    });
    expect(edges).toEqual([
      `runs-as ${role}`,
      "pulls-image arn:aws:ecr:eu-west-1:111122223333:repository/serving",
      "stores-artifacts-in arn:aws:s3:::models",
      `in-network ${group("sg-1")}`,
    ]);
  });

  test("an endpoint", async () => {
    const { found, edges } = await of("endpoint");
    expect(found).toEqual({
      key: arn("endpoint/triage"),
      type: "aws.sagemaker.endpoint",
      name: "Triage",
      ...scope,
      tags,
      properties: {
        status: "InService",
        configName: "triage-7",
        capturePercent: 25,
        singleInstanceVariants: [],
        rollout: null,
        rollsBack: false,
      },
      facets: { publicNetwork: false, keyAuthentication: false, logsRequests: true, customerKey: true },
    });
    expect(edges).toEqual([
      `serves ${arn("model/triage")}`,
      `serves ${arn("model/triage-next")}`,
      "logs-to arn:aws:s3:::captured",
      `encrypted-by ${kms("endpoint")}`,
    ]);
  });

  test("a training job", async () => {
    const { found, edges } = await of("job");
    expect(found).toEqual({
      key: arn("training-job/triage-2026"),
      type: "aws.sagemaker.training-job",
      name: "Triage-2026",
      ...scope,
      tags,
      properties: {
        status: "Completed",
        image: `${registry}/training:2`,
        modelArtifact: "s3://models/triage/output/model.tar.gz",
        distributed: false,
        encryptsTraffic: true,
        tracked: false,
      },
      facets: {
        networkIsolation: true,
        privateNetwork: true,
        volumeCustomerKey: true,
        outputCustomerKey: true,
      },
    });
    expect(edges).toEqual([
      `runs-as ${role}`,
      "pulls-image arn:aws:ecr:eu-west-1:111122223333:repository/training",
      "trained-on arn:aws:s3:::train",
      "stores-artifacts-in arn:aws:s3:::models",
      `encrypted-by ${kms("volume")}`,
      `encrypted-by ${kms("output")}`,
      `in-network ${group("sg-1")}`,
    ]);
  });

  test.each(Object.keys(kinds))("a %s needs no more than what is declared", async (name) => {
    expect(undeclared(kindOf(name).collector, (await of(name)).recorded)).toEqual([]);
  });
});

describe("a key may be named in several ways", () => {
  test.each([
    ["by ARN", kms("1"), true, kms("1")],
    [
      "by a bare id",
      "1234abcd-12ab-34cd-56ef-1234567890ab",
      true,
      kms("1234abcd-12ab-34cd-56ef-1234567890ab"),
    ],
    ["by an alias, which its text does not resolve", "alias/mine", true, null],
    ["by the alias of AWS's key", "alias/aws/sagemaker", false, null],
    ["by the ARN of that alias", "arn:aws:kms:eu-west-1:111122223333:alias/aws/sagemaker", false, null],
    ["not at all", undefined, false, null],
    ["by nothing", "", false, null],
  ])("%s", async (_, KmsKeyId, customerKey, edge) => {
    const { found, edges } = await of("notebook", { KmsKeyId });
    expect(found?.facets).toMatchObject({ customerKey });
    expect(edges.filter((one) => one.startsWith("encrypted-by"))).toEqual(
      edge ? [`encrypted-by ${edge}`] : [],
    );
  });
});

describe("a notebook that leaves out a setting has AWS's default", () => {
  test.each<[string, object, object]>([
    ["root access", { RootAccess: undefined }, { facets: { rootAccess: true } }],
    [
      "direct internet access",
      { DirectInternetAccess: undefined },
      { properties: { directInternetAccess: true } },
    ],
    ["a subnet", { SubnetId: undefined }, { facets: { privateNetwork: false } }],
    [
      "a metadata version",
      { InstanceMetadataServiceConfiguration: undefined },
      { properties: { requiresImdsV2: false } },
    ],
    [
      "an older metadata version",
      { InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: "1" } },
      { properties: { requiresImdsV2: false } },
    ],
  ])("%s", async (_, more, expected) => {
    expect((await of("notebook", more)).found).toMatchObject(expected);
  });
});

describe("an endpoint", () => {
  const paths = [
    "facets.customerKey",
    "facets.logsRequests",
    "properties.capturePercent",
    "relationships.encrypted-by",
    "relationships.logs-to",
    "relationships.serves",
  ];
  test.each([
    ["deleted, as SageMaker allows", "not-found", "unsupported"],
    ["denied", "denied", "denied"],
    ["throttled", "throttled", "throttled"],
  ] as const)("whose configuration was %s serves and logs what is not known", async (_, answer, reason) => {
    const { recorded, found } = await of("endpoint", {}, { "sagemaker:DescribeEndpointConfig": answer });
    expect(unknownsOf(recorded, keyOf(kindOf("endpoint")))).toEqual(
      Object.fromEntries(paths.map((path) => [path, reason])),
    );
    expect(found?.facets).toEqual({ publicNetwork: false, keyAuthentication: false });
  });

  test.each<[string, object, object]>([
    [
      "is off",
      { DataCaptureConfig: { ...config.DataCaptureConfig, EnableCapture: false } },
      { logsRequests: false },
    ],
    [
      "takes no share",
      { DataCaptureConfig: { ...config.DataCaptureConfig, InitialSamplingPercentage: 0 } },
      { logsRequests: false },
    ],
    ["is not there", { DataCaptureConfig: undefined }, { logsRequests: false }],
    [
      "says nothing of being on",
      { DataCaptureConfig: { ...config.DataCaptureConfig, EnableCapture: undefined } },
      { logsRequests: false },
    ],
  ])("whose capture %s logs nothing", async (_, more, facets) => {
    const { found } = await of(
      "endpoint",
      {},
      { "sagemaker:DescribeEndpointConfig": { ...config, ...more } },
    );
    expect(found?.facets).toMatchObject(facets);
  });

  test("of inference components alone serves no model by name", async () => {
    const variants = { ...config, ProductionVariants: [{ VariantName: "A", InstanceType: "ml.g5.xlarge" }] };
    const { edges } = await of("endpoint", {}, { "sagemaker:DescribeEndpointConfig": variants });
    expect(edges.join()).not.toContain("serves");
  });
});

test("a model of several containers is judged by each of their images", async () => {
  const Containers = [
    { Image: `${registry}/a${digest}`, ModelDataUrl: "s3://one/x" },
    { Image: "docker.io/vllm:1", ModelDataUrl: "https://two.s3.eu-west-1.amazonaws.com/x" },
    {},
  ];
  const { found, edges } = await of("model", { PrimaryContainer: undefined, Containers });
  expect(found?.properties).toMatchObject({ untrustedImages: ["docker.io/vllm:1"] });
  expect(edges.filter((edge) => edge.startsWith("stores"))).toEqual([
    "stores-artifacts-in arn:aws:s3:::one",
    "stores-artifacts-in arn:aws:s3:::two",
  ]);
});

describe.each(Object.entries(kinds))("of a %s", (_, kind) => {
  test("tags that may not be read are unknown, and the rest known", async () => {
    const recorded = await collect(kind, {}, { "sagemaker:ListTags": "denied" });
    expect(unknownsOf(recorded, keyOf(kind))).toEqual({ tags: "denied" });
  });

  test("a description that may not be read ends the collection", async () => {
    const { outcome } = await collect(kind, {}, { [`sagemaker:${kind.describe}`]: "denied" });
    expect(outcome).toMatchObject({ state: "denied", unknown: { permission: `sagemaker:${kind.describe}` } });
  });

  test("one deleted since it was listed is left out, and pages go on", async () => {
    const entry = (name: string) => ({ [kind.name]: name, [kind.arn]: keyOf(kind) });
    const recorded = await collect(
      kind,
      {},
      {
        [`sagemaker:${kind.listing}`]: ({ NextToken }) =>
          NextToken ? { [kind.list]: [entry("here")] } : { [kind.list]: [entry("gone")], NextToken: "2" },
        [`sagemaker:${kind.describe}`]: (input) => {
          if (input[kind.name] === "here") return kind.raw;
          throw new ProviderError(
            "not-found",
            { service: "sagemaker", operation: kind.describe },
            "Could not find it",
          );
        },
      },
    );
    expect([recorded.outcome.state, recorded.resources.length]).toEqual(["complete", 1]);
  });

  test("an entry without a name ends the listing as malformed", async () => {
    const { outcome } = await collect(
      kind,
      {},
      { [`sagemaker:${kind.listing}`]: { [kind.list]: [{ [kind.arn]: "x" }] } },
    );
    expect(outcome).toMatchObject({
      state: "failed",
      unknown: { reason: "malformed", call: `sagemaker:${kind.listing}` },
    });
  });
});

describe("a training job", () => {
  test.each([
    [{ InstanceCount: 2 }, true],
    [{ InstanceGroups: [{ InstanceCount: 1 }, { InstanceCount: 1 }] }, true],
    [{ InstanceGroups: [{ InstanceCount: 1 }] }, false],
  ])("on %j is distributed: %s", async (ResourceConfig, distributed) => {
    expect((await of("job", { ResourceConfig })).found?.properties).toMatchObject({ distributed });
  });

  test.each([{ ExperimentConfig: { ExperimentName: "e" } }, { MlflowConfig: { MlflowResourceArn: "m" } }])(
    "with %j is tracked",
    async (more) => {
      expect((await of("job", more)).found?.properties).toMatchObject({ tracked: true });
    },
  );
});
