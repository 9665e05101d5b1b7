import { callMaking } from "./call-making.ts";
import { callNames, callTags, sagemaker } from "./call-names.ts";
import type { Answers, Part, Statement } from "./estate-type.ts";
import { account, arn, bucketArn, home, idOf, keyArn, madeAt, repositoryUri, roleArn } from "./names.ts";
import { allow, trustedService } from "./statements.ts";

const { trainingData, models, captured, jobName, groupName, modelName, endpointName } = callNames;
const vendor = "444455556666";
const groupId = `sg-${idOf(`workers ${home}`, 17)}`;
const vpc = { SecurityGroupIds: [groupId], Subnets: ["subnet-0a1b2c3d4e5f60718"] };
const image = `${repositoryUri("call-summaries")}@sha256:${"3e8a51c7".repeat(8)}`;
const artifact = `s3://${models}/${jobName}/output/model.tar.gz`;

/**
 * A model that sums up calls with policyholders, fine-tuned and served on SageMaker. As it is, the vendor that once
 * transcribed the calls may still write into the bucket it is trained from.
 */
export function callSummaries(fixed: boolean): Part {
  return {
    roles: [
      role("call-summaries-training", [
        allow(["s3:GetObject", "s3:ListBucket"], [bucketArn(trainingData), `${bucketArn(trainingData)}/*`]),
        allow("s3:PutObject", `${bucketArn(models)}/*`),
        allow("kms:GenerateDataKey", keyArn("calls")),
      ]),
      role("call-summaries-endpoint", [
        allow("s3:GetObject", `${bucketArn(models)}/*`),
        allow("s3:PutObject", `${bucketArn(captured)}/*`),
      ]),
    ],
    buckets: [
      {
        name: trainingData,
        region: home,
        key: "calls",
        tags: { ...callTags, "data-classification": "confidential", "data-classes": "personal-data" },
        ...(fixed ? {} : { policy: writableByVendor }),
      },
      { name: models, region: home, key: "calls", tags: { ...callTags, "data-classification": "internal" } },
      {
        name: captured,
        region: home,
        key: "calls",
        tags: { ...callTags, "data-classification": "internal" },
      },
    ],
    keys: [{ alias: "calls", region: home }],
    repositories: [{ name: "call-summaries", region: home, tags: callTags }],
    answers: { ...trainingJob(), ...registry(), ...model(), ...endpoint(), ...callMaking(), ...tagsOfAll() },
  };
}

const role = (name: string, may: Statement[]) => ({
  name,
  trust: [trustedService("sagemaker.amazonaws.com")],
  may,
  tags: callTags,
  lastUsedAt: "2026-11-15T22:00:00.000Z",
});

const writableByVendor: Statement[] = [
  {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${vendor}:root` },
    Action: "s3:PutObject",
    Resource: `${bucketArn(trainingData)}/*`,
  },
];

function trainingJob(): Answers {
  const job = {
    TrainingJobName: jobName,
    TrainingJobArn: sagemaker(`training-job/${jobName}`),
    TrainingJobStatus: "Completed",
    CreationTime: "2026-10-05T08:00:00.000Z",
  };
  return {
    [`${home} sagemaker:ListTrainingJobs`]: { TrainingJobSummaries: [job] },
    [`${home} sagemaker:DescribeTrainingJob ${jobName}`]: {
      ...job,
      RoleArn: roleArn("call-summaries-training"),
      AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: "File" },
      InputDataConfig: [
        {
          ChannelName: "calls",
          DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: `s3://${trainingData}/2026/` } },
        },
      ],
      ModelArtifacts: { S3ModelArtifacts: artifact },
      OutputDataConfig: { S3OutputPath: `s3://${models}/`, KmsKeyId: keyArn("calls") },
      ResourceConfig: {
        InstanceType: "ml.g5.12xlarge",
        InstanceCount: 2,
        VolumeSizeInGB: 500,
        VolumeKmsKeyId: keyArn("calls"),
      },
      VpcConfig: vpc,
      EnableNetworkIsolation: true,
      EnableInterContainerTrafficEncryption: true,
      ExperimentConfig: { ExperimentName: "call-summaries", TrialName: jobName },
    },
  };
}

function registry(): Answers {
  const version = sagemaker(`model-package/${groupName}/7`);
  const by = (person: string) => ({
    IamIdentity: {
      Arn: `arn:aws:sts::${account}:assumed-role/data-science/${person}`,
      PrincipalId: "AROADEMO",
    },
  });
  return {
    [`${home} sagemaker:ListModelPackageGroups`]: {
      ModelPackageGroupSummaryList: [
        {
          ModelPackageGroupName: groupName,
          ModelPackageGroupArn: sagemaker(`model-package-group/${groupName}`),
          ModelPackageGroupStatus: "Completed",
          CreationTime: madeAt,
        },
      ],
    },
    [`${home} sagemaker:ListModelPackages ${groupName}`]: {
      ModelPackageSummaryList: [
        {
          ModelPackageArn: version,
          ModelPackageGroupName: groupName,
          ModelPackageVersion: 7,
          ModelPackageStatus: "Completed",
          ModelApprovalStatus: "Approved",
          CreationTime: "2026-10-05T12:00:00.000Z",
        },
      ],
    },
    [`${home} sagemaker:DescribeModelPackage ${version}`]: {
      ModelPackageName: `${groupName}/7`,
      ModelPackageGroupName: groupName,
      ModelPackageArn: version,
      ModelPackageVersion: 7,
      ModelPackageStatus: "Completed",
      ModelApprovalStatus: "Approved",
      ApprovalDescription: "Evaluated on 2,000 calls, no personal data in summaries",
      CreatedBy: by("ines"),
      LastModifiedBy: by("jonas"),
      CreationTime: "2026-10-05T12:00:00.000Z",
      LastModifiedTime: "2026-10-06T09:00:00.000Z",
      SecurityConfig: { KmsKeyId: keyArn("calls") },
      InferenceSpecification: { Containers: [{ Image: image, ModelDataUrl: artifact }] },
    },
  };
}

function model(): Answers {
  const summary = {
    ModelName: modelName,
    ModelArn: sagemaker(`model/${modelName}`),
    CreationTime: "2026-10-06T10:00:00.000Z",
  };
  return {
    [`${home} sagemaker:ListModels`]: { Models: [summary] },
    [`${home} sagemaker:DescribeModel ${modelName}`]: {
      ...summary,
      Containers: [{ Image: image, ModelPackageName: sagemaker(`model-package/${groupName}/7`) }],
      ExecutionRoleArn: roleArn("call-summaries-endpoint"),
      VpcConfig: vpc,
      EnableNetworkIsolation: true,
    },
  };
}

function endpoint(): Answers {
  const summary = {
    EndpointName: endpointName,
    EndpointArn: sagemaker(`endpoint/${endpointName}`),
    EndpointStatus: "InService",
    CreationTime: madeAt,
    LastModifiedTime: "2026-10-06T11:00:00.000Z",
  };
  return {
    [`${home} sagemaker:ListEndpoints`]: { Endpoints: [summary] },
    [`${home} sagemaker:DescribeEndpoint ${endpointName}`]: {
      ...summary,
      EndpointConfigName: `${endpointName}-7`,
      ProductionVariants: [{ VariantName: "AllTraffic", CurrentWeight: 1, CurrentInstanceCount: 2 }],
      LastDeploymentConfig: {
        BlueGreenUpdatePolicy: {
          TrafficRoutingConfiguration: { Type: "CANARY", WaitIntervalInSeconds: 600 },
        },
        AutoRollbackConfiguration: { Alarms: [{ AlarmName: "call-summaries-errors" }] },
      },
    },
    [`${home} sagemaker:DescribeEndpointConfig ${endpointName}-7`]: {
      EndpointConfigName: `${endpointName}-7`,
      EndpointConfigArn: sagemaker(`endpoint-config/${endpointName}-7`),
      KmsKeyId: keyArn("calls"),
      ProductionVariants: [
        {
          VariantName: "AllTraffic",
          ModelName: modelName,
          InitialInstanceCount: 2,
          InstanceType: "ml.g5.xlarge",
        },
      ],
      DataCaptureConfig: {
        EnableCapture: true,
        InitialSamplingPercentage: 100,
        DestinationS3Uri: `s3://${captured}/${endpointName}/`,
        KmsKeyId: keyArn("calls"),
      },
    },
  };
}

const tagged = [
  `training-job/${jobName}`,
  `model-package-group/${groupName}`,
  `model/${modelName}`,
  `endpoint/${endpointName}`,
  `pipeline/${callNames.pipelineName}`,
  `feature-group/${callNames.featureGroup}`,
  `model-card/${callNames.cardName}`,
  `domain/${callNames.domainId}`,
  `cluster/${callNames.clusterId}`,
];
const tagsOfAll = (): Answers =>
  Object.fromEntries(
    tagged.map((resource) => [
      `${home} sagemaker:ListTags ${arn("sagemaker", home, resource)}`,
      { Tags: Object.entries(callTags).map(([Key, Value]) => ({ Key, Value })) },
    ]),
  );
