import { describe, expect, test } from "vitest";

import { collectRecorded, edgesOf, undeclared, type Answers } from "#tests/support/recorded-aws.ts";
import { arn, kms, registry, role } from "#tests/support/sagemaker-samples.ts";
import { sagemakerClusters } from "./sagemaker-clusters.ts";
import { sagemakerJobs } from "./sagemaker-jobs.ts";
import { sagemakerMonitoringJobs } from "./sagemaker-monitors.ts";

const vpc = { SecurityGroupIds: ["sg-1"], Subnets: ["subnet-1"] };
const group = "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1";

/** Answers about one job of a kind, under the names SageMaker gives it. */
const answersOf = (what: string, list: string, raw: object, describe = what): Answers => ({
  [`sagemaker:List${what}s`]: { [list]: [{ [`${what}Name`]: "one" }] },
  [`sagemaker:Describe${describe}`]: raw,
});
async function jobOf(answers: Answers) {
  const recorded = await collectRecorded(sagemakerJobs, answers);
  expect(undeclared(sagemakerJobs, recorded)).toEqual([]);
  const [found] = recorded.resources;
  return { recorded, found, edges: edgesOf(recorded, found?.key ?? "") };
}

describe("a processing job", () => {
  const job = {
    ProcessingJobArn: arn("processing-job/one"),
    ProcessingJobName: "one",
    ProcessingJobStatus: "Completed",
    RoleArn: role,
    AppSpecification: { ImageUri: `${registry}/prepare:1` },
    ProcessingInputs: [{ InputName: "i", S3Input: { S3Uri: "s3://raw/" } }],
    ProcessingOutputConfig: { KmsKeyId: kms("out"), Outputs: [{ S3Output: { S3Uri: "s3://ready/" } }] },
    ProcessingResources: { ClusterConfig: { VolumeKmsKeyId: kms("volume") } },
    NetworkConfig: { EnableNetworkIsolation: true, VpcConfig: vpc },
  };
  const of = (more: object = {}) =>
    jobOf(answersOf("ProcessingJob", "ProcessingJobSummaries", { ...job, ...more }));

  test("tells what it reads, writes and runs", async () => {
    const { found, edges } = await of();
    expect(found?.facets).toEqual({
      networkIsolation: true,
      privateNetwork: true,
      volumeCustomerKey: true,
      outputCustomerKey: true,
    });
    expect(edges).toEqual([
      `runs-as ${role}`,
      "pulls-image arn:aws:ecr:eu-west-1:111122223333:repository/prepare",
      "ingests arn:aws:s3:::raw",
      "stores-artifacts-in arn:aws:s3:::ready",
      `encrypted-by ${kms("volume")}`,
      `encrypted-by ${kms("out")}`,
      `in-network ${group}`,
    ]);
  });

  test("that states nothing is neither isolated nor under a key", async () => {
    const { found } = await of({
      NetworkConfig: undefined,
      ProcessingOutputConfig: undefined,
      ProcessingResources: {},
    });
    expect(Object.values(found?.facets ?? {})).toEqual([false, false, false, false]);
  });

  test("of a monitoring schedule is judged in its definition", async () => {
    expect((await of({ MonitoringScheduleArn: arn("monitoring-schedule/s") })).recorded.resources).toEqual(
      [],
    );
  });
});

test("a transform job is judged by its keys, for network and isolation are its model's", async () => {
  const { found, edges } = await jobOf(
    answersOf("TransformJob", "TransformJobSummaries", {
      TransformJobArn: arn("transform-job/one"),
      TransformJobName: "one",
      TransformJobStatus: "Completed",
      TransformInput: { DataSource: { S3DataSource: { S3Uri: "s3://calls/" } } },
      TransformOutput: { S3OutputPath: "s3://scores/", KmsKeyId: kms("out") },
      TransformResources: { InstanceCount: 1 },
    }),
  );
  expect(found?.facets).toMatchObject({
    networkIsolation: true,
    volumeCustomerKey: false,
    outputCustomerKey: true,
  });
  expect(edges).toEqual([
    "ingests arn:aws:s3:::calls",
    "stores-artifacts-in arn:aws:s3:::scores",
    `encrypted-by ${kms("out")}`,
  ]);
});

describe("a tuning job", () => {
  const training = (more: object = {}) => ({
    RoleArn: role,
    EnableNetworkIsolation: true,
    VpcConfig: vpc,
    InputDataConfig: [{ DataSource: { S3DataSource: { S3Uri: "s3://train/" } } }],
    OutputDataConfig: { S3OutputPath: "s3://models/", KmsKeyId: kms("out") },
    ResourceConfig: { VolumeKmsKeyId: kms("volume") },
    ...more,
  });
  const of = (more: object) =>
    jobOf(
      answersOf("HyperParameterTuningJob", "HyperParameterTuningJobSummaries", {
        HyperParameterTuningJobArn: arn("hyper-parameter-tuning-job/one"),
        HyperParameterTuningJobName: "one",
        HyperParameterTuningJobStatus: "Completed",
        ...more,
      }),
    );

  test("is as safe as the least safe of its trainings", async () => {
    const { found } = await of({ TrainingJobDefinitions: [training(), training({ VpcConfig: undefined })] });
    expect(found?.facets).toMatchObject({
      networkIsolation: true,
      privateNetwork: false,
      volumeCustomerKey: true,
    });
  });

  test("names its volumes' key in either of two places", async () => {
    const other = {
      ResourceConfig: undefined,
      HyperParameterTuningResourceConfig: { VolumeKmsKeyId: kms("v") },
    };
    const { found, edges } = await of({ TrainingJobDefinition: training(other) });
    expect(found?.facets).toMatchObject({ volumeCustomerKey: true, outputCustomerKey: true });
    expect(edges).toContain(`encrypted-by ${kms("v")}`);
  });
});

test("compilation, AutoML and human review are judged by what they can set", async () => {
  const recorded = await collectRecorded(sagemakerJobs, {
    ...answersOf("CompilationJob", "CompilationJobSummaries", {
      CompilationJobArn: arn("compilation-job/one"),
      CompilationJobName: "one",
      CompilationJobStatus: "COMPLETED",
      RoleArn: role,
      OutputConfig: { S3OutputLocation: "s3://compiled/" },
    }),
    ...answersOf(
      "AutoMLJob",
      "AutoMLJobSummaries",
      {
        AutoMLJobArn: arn("automl-job/one"),
        AutoMLJobName: "one",
        AutoMLJobStatus: "Completed",
        AutoMLJobInputDataConfig: [{ DataSource: { S3DataSource: { S3Uri: "s3://train/" } } }],
        OutputDataConfig: { S3OutputPath: "s3://models/", KmsKeyId: kms("out") },
        SecurityConfig: { VpcConfig: vpc },
      },
      "AutoMLJobV2",
    ),
    ...answersOf("FlowDefinition", "FlowDefinitionSummaries", {
      FlowDefinitionArn: arn("flow-definition/one"),
      FlowDefinitionName: "one",
      FlowDefinitionStatus: "Active",
      OutputConfig: { S3OutputPath: "s3://reviews/", KmsKeyId: kms("reviews") },
    }),
  });
  expect(undeclared(sagemakerJobs, recorded)).toEqual([]);
  expect(recorded.get(arn("compilation-job/one"))?.facets).toEqual({
    networkIsolation: true,
    volumeCustomerKey: true,
    privateNetwork: false,
    outputCustomerKey: false,
  });
  expect(recorded.get(arn("automl-job/one"))).toMatchObject({
    properties: { encryptsTraffic: false },
    facets: { privateNetwork: true, volumeCustomerKey: false, outputCustomerKey: true },
  });
  expect(edgesOf(recorded, arn("automl-job/one"))[0]).toBe("trained-on arn:aws:s3:::train");
  expect(recorded.get(arn("flow-definition/one"))?.facets).toMatchObject({
    privateNetwork: true,
    outputCustomerKey: true,
  });
});

test("of jobs without end the newest hundred are read", async () => {
  const inputs: unknown[] = [];
  const recorded = await collectRecorded(sagemakerJobs, {
    "sagemaker:ListProcessingJobs": (input) => {
      inputs.push(input);
      return {
        NextToken: "more",
        ProcessingJobSummaries: Array.from({ length: 150 }, (_, at) => ({ ProcessingJobName: `p${at}` })),
      };
    },
    "sagemaker:DescribeProcessingJob": (input) => ({
      ProcessingJobArn: arn(`processing-job/${String(input["ProcessingJobName"])}`),
      ProcessingJobName: input["ProcessingJobName"],
      ProcessingJobStatus: "Completed",
      ProcessingResources: {},
    }),
  });
  expect(inputs).toEqual([{ SortBy: "CreationTime", SortOrder: "Descending", MaxResults: 100 }]);
  expect(recorded.outcome).toMatchObject({ state: "complete", resourceCount: 100 });
});

test("a monitoring job's definition tells its network and both its keys", async () => {
  const key = arn("model-bias-job-definition/bias");
  const recorded = await collectRecorded(sagemakerMonitoringJobs, {
    "sagemaker:ListModelBiasJobDefinitions": {
      JobDefinitionSummaries: [{ MonitoringJobDefinitionName: "bias" }],
    },
    "sagemaker:DescribeModelBiasJobDefinition": {
      JobDefinitionArn: key,
      JobDefinitionName: "bias",
      RoleArn: role,
      JobResources: { ClusterConfig: { VolumeKmsKeyId: kms("volume") } },
      NetworkConfig: { EnableInterContainerTrafficEncryption: true, VpcConfig: vpc },
      ModelBiasJobOutputConfig: { KmsKeyId: kms("out") },
      // Of another kind, and none of this definition's.
      DataQualityJobOutputConfig: {},
    },
  });
  expect(undeclared(sagemakerMonitoringJobs, recorded)).toEqual([]);
  expect(recorded.get(key)).toMatchObject({
    properties: { measures: "ModelBias", encryptsTraffic: true },
    facets: {
      networkIsolation: false,
      privateNetwork: true,
      volumeCustomerKey: true,
      outputCustomerKey: true,
    },
  });
});

describe("a HyperPod cluster", () => {
  const key = arn("cluster/abc");
  const group1 = {
    InstanceGroupName: "workers",
    InstanceType: "ml.p5.48xlarge",
    CurrentCount: 4,
    ExecutionRole: role,
  };
  const volume = (VolumeKmsKeyId?: string) => ({ EbsVolumeConfig: { VolumeSizeInGB: 500, VolumeKmsKeyId } });
  const collect = (more: object) =>
    collectRecorded(sagemakerClusters, {
      "sagemaker:ListClusters": { ClusterSummaries: [{ ClusterName: "gpu", ClusterArn: key }] },
      "sagemaker:DescribeCluster": {
        ClusterArn: key,
        ClusterName: "gpu",
        ClusterStatus: "InService",
        ...more,
      },
    });

  test("tells its orchestrator, network and keys", async () => {
    const eks = "arn:aws:eks:eu-west-1:111122223333:cluster/gpu";
    const recorded = await collect({
      VpcConfig: vpc,
      Orchestrator: { Eks: { ClusterArn: eks } },
      InstanceGroups: [{ ...group1, InstanceStorageConfigs: [volume(kms("1"))] }],
    });
    expect(undeclared(sagemakerClusters, recorded)).toEqual([]);
    expect(recorded.get(key)?.properties).toMatchObject({
      orchestrator: "eks",
      privateNetwork: true,
      customerKey: true,
      instanceGroups: [{ name: "workers", instanceType: "ml.p5.48xlarge", count: 4 }],
    });
    expect(edgesOf(recorded, key)).toEqual([
      `runs-as ${role}`,
      `hosted-on ${eks}`,
      `encrypted-by ${kms("1")}`,
      `in-network ${group}`,
    ]);
  });

  test.each([
    ["one volume of two without a key", [volume(kms("1")), volume()], false],
    ["no volume named: the root volume is under AWS's key", [], false],
    [
      "a file system, which has its own key, beside a volume",
      [volume(kms("1")), { FsxLustreConfig: {} }],
      true,
    ],
  ])("%s", async (_, InstanceStorageConfigs, customerKey) => {
    const recorded = await collect({ InstanceGroups: [{ ...group1, InstanceStorageConfigs }] });
    expect(recorded.get(key)?.properties).toMatchObject({
      orchestrator: "slurm",
      privateNetwork: false,
      customerKey,
    });
  });
});
