import { expect, test } from "vitest";

import { normalizeEndpoint } from "./sagemaker-endpoints.ts";
import { normalizeSagemakerModel } from "./sagemaker-models.ts";
import { normalizeNotebook } from "./sagemaker-notebooks.ts";
import { normalizeTrainingJob } from "./sagemaker-training-jobs.ts";

const scope = { account: "111122223333", region: "eu-west-1" };
const key = "arn:aws:kms:eu-west-1:111122223333:key/1";
const described = (raw: object) => ({ raw, tags: {}, unknowns: {} });
const arn = (resource: string) => `arn:aws:sagemaker:eu-west-1:111122223333:${resource}`;
const digest = `@sha256:${"a".repeat(64)}`;

const notebook = (more: object) =>
  normalizeNotebook(
    described({
      NotebookInstanceArn: arn("notebook-instance/lab"),
      NotebookInstanceName: "lab",
      NotebookInstanceStatus: "InService",
      ...more,
    }),
    scope,
  ).resources[0];

test("what a notebook leaves out is AWS's default: root, internet and no network of one's own", () => {
  expect(notebook({})?.facets).toMatchObject({ rootAccess: true, customerKey: false, privateNetwork: false });
  expect(notebook({})?.properties).toMatchObject({ directInternetAccess: true, requiresImdsV2: false });
});

test("a notebook that states the safe values has them", () => {
  const safe = notebook({
    SubnetId: "subnet-1",
    KmsKeyId: key,
    RootAccess: "Disabled",
    DirectInternetAccess: "Disabled",
    InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: "2" },
  });
  expect(safe?.facets).toMatchObject({ rootAccess: false, customerKey: true, privateNetwork: true });
  expect(safe?.properties).toMatchObject({ directInternetAccess: false, requiresImdsV2: true });
});

test("the alias of a key AWS manages is no customer key", () => {
  expect(notebook({ KmsKeyId: "alias/aws/sagemaker" })?.facets).toMatchObject({ customerKey: false });
});

const untrusted = (Image: string) =>
  normalizeSagemakerModel(
    {
      ...described({ ModelArn: arn("model/m"), ModelName: "m", PrimaryContainer: { Image } }),
      packages: [],
    },
    scope,
  ).resources[0]?.properties;

test.each([
  `111122223333.dkr.ecr.eu-west-1.amazonaws.com/serving${digest}`,
  "763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.6-gpu-py312",
])("%s is trusted", (image) => {
  expect(untrusted(image)).toMatchObject({ untrustedImages: [] });
});

test.each([
  "111122223333.dkr.ecr.eu-west-1.amazonaws.com/serving:latest",
  `444455556666.dkr.ecr.eu-west-1.amazonaws.com/serving${digest}`,
  "docker.io/vllm/vllm-openai:latest",
])("%s is not: its tag can move, or others own it", (image) => {
  expect(untrusted(image)).toMatchObject({ untrustedImages: [image] });
});

const endpoint = (config: Record<string, unknown>) =>
  normalizeEndpoint(
    {
      ...described({
        EndpointArn: arn("endpoint/e"),
        EndpointName: "e",
        EndpointConfigName: "c",
        EndpointStatus: "InService",
      }),
      config,
    },
    scope,
  );
const capture = { InitialSamplingPercentage: 50, DestinationS3Uri: "s3://captured/e" };

test("an endpoint serves its variants' models and logs where it captures to", () => {
  const batch = endpoint({
    ProductionVariants: [{ ModelName: "Tuned" }],
    DataCaptureConfig: { EnableCapture: true, ...capture },
  });
  expect(batch.relationships.map(({ kind, to }) => `${kind} ${to}`)).toEqual([
    `serves ${arn("model/tuned")}`,
    "logs-to arn:aws:s3:::captured",
  ]);
  expect(batch.resources[0]?.facets).toMatchObject({ logsRequests: true });
});

test("capture that is configured but off captures nothing", () => {
  const batch = endpoint({ DataCaptureConfig: { EnableCapture: false, ...capture } });
  expect(batch.resources[0]?.facets).toMatchObject({ logsRequests: false });
  expect(batch.resources[0]?.properties).toMatchObject({ capturePercent: 0 });
});

test("a training job learns from each channel's bucket and is judged by both of its keys", () => {
  const channel = (uri: string) => ({ ChannelName: uri, DataSource: { S3DataSource: { S3Uri: uri } } });
  const batch = normalizeTrainingJob(
    described({
      TrainingJobArn: arn("training-job/t"),
      TrainingJobName: "t",
      TrainingJobStatus: "Completed",
      InputDataConfig: [channel("s3://train/a"), channel("s3://train/b"), channel("s3://validate/")],
      OutputDataConfig: { S3OutputPath: "s3://out/", KmsKeyId: key },
      ResourceConfig: {},
    }),
    scope,
  );
  expect(batch.resources[0]?.facets).toMatchObject({ outputCustomerKey: true, volumeCustomerKey: false });
  expect(batch.relationships.filter(({ kind }) => kind === "trained-on").map(({ to }) => to)).toEqual([
    "arn:aws:s3:::train",
    "arn:aws:s3:::validate",
  ]);
});
