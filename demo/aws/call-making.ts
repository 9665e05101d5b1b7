import { callNames, sagemaker } from "./call-names.ts";
import type { Answers } from "./estate-type.ts";
import { home, idOf, keyArn, madeAt, repositoryUri, roleArn } from "./names.ts";

const { trainingData, models, captured, endpointName, pipelineName, featureGroup, cardName } = callNames;
const { domainId, clusterId, modelName } = callNames;
const role = roleArn("call-summaries-training");
const groupId = `sg-${idOf(`workers ${home}`, 17)}`;
const vpc = { SecurityGroupIds: [groupId], Subnets: ["subnet-0a1b2c3d4e5f60718"] };
const key = keyArn("calls");
const image = `${repositoryUri("call-summaries")}@sha256:${"3e8a51c7".repeat(8)}`;
const of = (operation: string, ...words: string[]): string =>
  [`${home} sagemaker:${operation}`, ...words].join(" ");

/** How the summaries' model is made, kept and watched: all of it well. */
export const callMaking = (): Answers => ({
  ...studio(),
  ...lifecycle(),
  ...features(),
  ...pipeline(),
  ...card(),
  ...monitor(),
  ...jobs(),
  ...cluster(),
});

function studio(): Answers {
  const domain = {
    DomainId: domainId,
    DomainArn: sagemaker(`domain/${domainId}`),
    DomainName: "call-studio",
  };
  return {
    [of("ListDomains")]: { Domains: [{ ...domain, Status: "InService", CreationTime: madeAt }] },
    [of("DescribeDomain")]: {
      ...domain,
      Status: "InService",
      AuthMode: "SSO",
      AppNetworkAccessType: "VpcOnly",
      KmsKeyId: key,
      DefaultUserSettings: { ExecutionRole: role, SecurityGroups: [groupId] },
      DomainSettings: { ExecutionRoleIdentityConfig: "USER_PROFILE_NAME" },
    },
    [of("ListUserProfiles")]: {
      UserProfiles: [{ DomainId: domainId, UserProfileName: "ines", Status: "InService" }],
    },
    [of("DescribeUserProfile")]: {
      DomainId: domainId,
      UserProfileArn: sagemaker(`user-profile/${domainId}/ines`),
      UserProfileName: "ines",
      Status: "InService",
      UserSettings: {},
    },
    [of("ListSpaces")]: {
      Spaces: [
        {
          DomainId: domainId,
          SpaceName: "summaries",
          Status: "InService",
          SpaceSettingsSummary: { AppType: "JupyterLab", RemoteAccess: "DISABLED" },
          SpaceSharingSettingsSummary: { SharingType: "Private" },
          OwnershipSettingsSummary: { OwnerUserProfileName: "ines" },
        },
      ],
    },
    [of("ListApps")]: {
      Apps: [
        {
          DomainId: domainId,
          SpaceName: "summaries",
          AppType: "JupyterLab",
          AppName: "default",
          Status: "InService",
        },
      ],
    },
  };
}

function lifecycle(): Answers {
  const name = "call-studio-idle";
  const config = {
    StudioLifecycleConfigArn: sagemaker(`studio-lifecycle-config/${name}`),
    StudioLifecycleConfigName: name,
    StudioLifecycleConfigAppType: "JupyterLab",
  };
  const script = "#!/bin/bash\nset -eu\nexport IDLE_MINUTES=60\nsystemctl restart idle-shutdown\n";
  return {
    [of("ListStudioLifecycleConfigs")]: { StudioLifecycleConfigs: [config] },
    [of("DescribeStudioLifecycleConfig")]: {
      ...config,
      StudioLifecycleConfigContent: Buffer.from(script).toString("base64"),
    },
  };
}

function features(): Answers {
  const group = {
    FeatureGroupName: featureGroup,
    FeatureGroupArn: sagemaker(`feature-group/${featureGroup}`),
    FeatureGroupStatus: "Created",
    CreationTime: madeAt,
  };
  return {
    [of("ListFeatureGroups")]: { FeatureGroupSummaries: [group] },
    [of("DescribeFeatureGroup")]: {
      ...group,
      RoleArn: role,
      OnlineStoreConfig: { EnableOnlineStore: true, SecurityConfig: { KmsKeyId: key } },
      OfflineStoreConfig: { S3StorageConfig: { S3Uri: `s3://${models}/features/`, KmsKeyId: key } },
    },
  };
}

function pipeline(): Answers {
  const summary = {
    PipelineName: pipelineName,
    PipelineArn: sagemaker(`pipeline/${pipelineName}`),
    CreationTime: madeAt,
  };
  const Steps = [
    {
      Name: "prepare",
      Type: "Processing",
      Arguments: { NetworkConfig: { VpcConfig: vpc }, ProcessingOutputConfig: { KmsKeyId: key } },
    },
    { Name: "fit", Type: "Training", Arguments: { VpcConfig: vpc, OutputDataConfig: { KmsKeyId: key } } },
    {
      Name: "register",
      Type: "RegisterModel",
      Arguments: { ModelApprovalStatus: "PendingManualApproval" },
    },
  ];
  return {
    [of("ListPipelines")]: { PipelineSummaries: [summary] },
    [of("DescribePipeline")]: {
      ...summary,
      PipelineStatus: "Active",
      RoleArn: role,
      PipelineDefinition: JSON.stringify({ Version: "2020-12-01", Steps }),
    },
    [of("ListPipelineExecutions")]: {
      PipelineExecutionSummaries: [
        {
          PipelineExecutionArn: `${summary.PipelineArn}/execution/${idOf("execution", 12)}`,
          StartTime: "2026-10-05T07:00:00.000Z",
          PipelineExecutionStatus: "Succeeded",
        },
      ],
    },
  };
}

function card(): Answers {
  const summary = {
    ModelCardName: cardName,
    ModelCardArn: sagemaker(`model-card/${cardName}`),
    ModelCardStatus: "Approved",
    CreationTime: madeAt,
  };
  const content = {
    model_overview: { model_id: sagemaker(`model/${modelName}`), model_owner: "call-center" },
    intended_uses: { purpose_of_model: "Sums up calls for the agent who took them", risk_rating: "Medium" },
    training_details: { training_observations: "Calls of 2026 with consent" },
    evaluation_details: [
      { name: "October", metric_groups: [{ name: "quality", metric_data: [{ name: "rouge-l" }] }] },
    ],
  };
  return {
    [of("ListModelCards")]: { ModelCardSummaries: [summary] },
    [of("DescribeModelCard")]: {
      ...summary,
      ModelCardVersion: 4,
      Content: JSON.stringify(content),
      SecurityConfig: { KmsKeyId: key },
      LastModifiedTime: "2026-10-06T09:30:00.000Z",
    },
  };
}

function monitor(): Answers {
  const name = "call-summaries-drift";
  const definition = {
    JobDefinitionName: name,
    JobDefinitionArn: sagemaker(`data-quality-job-definition/${name}`),
  };
  return {
    [of("ListMonitoringSchedules")]: {
      MonitoringScheduleSummaries: [
        {
          MonitoringScheduleName: name,
          MonitoringScheduleArn: sagemaker(`monitoring-schedule/${name}`),
          MonitoringScheduleStatus: "Scheduled",
          EndpointName: endpointName,
          MonitoringJobDefinitionName: name,
          MonitoringType: "DataQuality",
          CreationTime: madeAt,
          LastModifiedTime: madeAt,
        },
      ],
    },
    [of("ListDataQualityJobDefinitions")]: {
      JobDefinitionSummaries: [
        {
          MonitoringJobDefinitionName: name,
          MonitoringJobDefinitionArn: definition.JobDefinitionArn,
          EndpointName: endpointName,
          CreationTime: madeAt,
        },
      ],
    },
    [of("DescribeDataQualityJobDefinition")]: {
      ...definition,
      RoleArn: role,
      JobResources: { ClusterConfig: { InstanceCount: 1, VolumeSizeInGB: 20, VolumeKmsKeyId: key } },
      NetworkConfig: {
        EnableInterContainerTrafficEncryption: true,
        EnableNetworkIsolation: true,
        VpcConfig: vpc,
      },
      DataQualityJobOutputConfig: {
        KmsKeyId: key,
        MonitoringOutputs: [{ S3Output: { S3Uri: `s3://${captured}/drift/` } }],
      },
    },
  };
}

function jobs(): Answers {
  const processing = {
    ProcessingJobName: "call-summaries-prepare-2026-10",
    ProcessingJobArn: sagemaker("processing-job/call-summaries-prepare-2026-10"),
    ProcessingJobStatus: "Completed",
    CreationTime: "2026-10-05T07:10:00.000Z",
  };
  const transform = {
    TransformJobName: "call-summaries-backlog",
    TransformJobArn: sagemaker("transform-job/call-summaries-backlog"),
    TransformJobStatus: "Completed",
    CreationTime: "2026-10-07T01:00:00.000Z",
  };
  const review = {
    FlowDefinitionName: "call-summaries-review",
    FlowDefinitionArn: sagemaker("flow-definition/call-summaries-review"),
    FlowDefinitionStatus: "Active",
    CreationTime: madeAt,
  };
  return {
    [of("ListProcessingJobs")]: { ProcessingJobSummaries: [processing] },
    [of("DescribeProcessingJob")]: {
      ...processing,
      RoleArn: role,
      AppSpecification: { ImageUri: image },
      ProcessingInputs: [{ InputName: "calls", S3Input: { S3Uri: `s3://${trainingData}/2026/` } }],
      ProcessingOutputConfig: {
        KmsKeyId: key,
        Outputs: [{ OutputName: "prepared", S3Output: { S3Uri: `s3://${models}/prepared/` } }],
      },
      ProcessingResources: {
        ClusterConfig: { InstanceCount: 1, VolumeSizeInGB: 100, VolumeKmsKeyId: key },
      },
      NetworkConfig: {
        EnableNetworkIsolation: true,
        EnableInterContainerTrafficEncryption: true,
        VpcConfig: vpc,
      },
    },
    [of("ListTransformJobs")]: { TransformJobSummaries: [transform] },
    [of("DescribeTransformJob")]: {
      ...transform,
      ModelName: modelName,
      TransformInput: {
        DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: `s3://${captured}/backlog/` } },
      },
      TransformOutput: { S3OutputPath: `s3://${captured}/summaries/`, KmsKeyId: key },
      TransformResources: { InstanceType: "ml.g5.xlarge", InstanceCount: 1, VolumeKmsKeyId: key },
    },
    [of("ListFlowDefinitions")]: { FlowDefinitionSummaries: [review] },
    [of("DescribeFlowDefinition")]: {
      ...review,
      RoleArn: role,
      OutputConfig: { S3OutputPath: `s3://${captured}/reviews/`, KmsKeyId: key },
    },
  };
}

function cluster(): Answers {
  const summary = {
    ClusterName: "call-models",
    ClusterArn: sagemaker(`cluster/${clusterId}`),
    ClusterStatus: "InService",
    CreationTime: madeAt,
  };
  return {
    [of("ListClusters")]: { ClusterSummaries: [summary] },
    [of("DescribeCluster")]: {
      ...summary,
      VpcConfig: vpc,
      InstanceGroups: [
        {
          InstanceGroupName: "workers",
          InstanceType: "ml.g5.12xlarge",
          CurrentCount: 2,
          TargetCount: 2,
          ExecutionRole: role,
          InstanceStorageConfigs: [{ EbsVolumeConfig: { VolumeSizeInGB: 500, VolumeKmsKeyId: key } }],
        },
      ],
    },
  };
}
