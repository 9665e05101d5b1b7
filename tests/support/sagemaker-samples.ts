/** One of everything SageMaker has, as the `Describe` call of each documents it. */

export const arn = (resource: string) => `arn:aws:sagemaker:eu-west-1:111122223333:${resource}`;
export const kms = (id: string) => `arn:aws:kms:eu-west-1:111122223333:key/${id}`;
export const role = "arn:aws:iam::111122223333:role/service-role/sagemaker";
export const registry = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";
export const digest = `@sha256:${"0f".repeat(32)}`;
const when = { CreationTime: "2025-03-04T05:06:07.000Z", LastModifiedTime: "2025-03-04T05:06:07.000Z" };

export const notebook = {
  NotebookInstanceArn: arn("notebook-instance/lab"),
  NotebookInstanceName: "Lab",
  NotebookInstanceStatus: "InService",
  FailureReason: "",
  Url: "lab-abcd.notebook.eu-west-1.sagemaker.aws",
  InstanceType: "ml.t3.medium",
  IpAddressType: "ipv4",
  SubnetId: "subnet-1",
  SecurityGroups: ["sg-1", "sg-2"],
  RoleArn: role,
  KmsKeyId: kms("notebook"),
  NetworkInterfaceId: "eni-1",
  ...when,
  NotebookInstanceLifecycleConfigName: "setup",
  DirectInternetAccess: "Disabled",
  VolumeSizeInGB: 5,
  DefaultCodeRepository: "https://github.com/acme/lab",
  RootAccess: "Disabled",
  PlatformIdentifier: "notebook-al2-v3",
  InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: "2" },
};
export const model = {
  ModelName: "Triage",
  ModelArn: arn("model/triage"),
  PrimaryContainer: {
    ContainerHostname: "main",
    Image: `${registry}/serving${digest}`,
    ImageConfig: { RepositoryAccessMode: "Platform" },
    Mode: "SingleModel",
    ModelDataUrl: "s3://models/triage/model.tar.gz",
    Environment: { LOG: "1" },
  },
  ExecutionRoleArn: role,
  VpcConfig: { SecurityGroupIds: ["sg-1"], Subnets: ["subnet-1"] },
  EnableNetworkIsolation: true,
  CreationTime: when.CreationTime,
  DeploymentRecommendation: { RecommendationStatus: "NOT_APPLICABLE" },
};
export const endpoint = {
  EndpointName: "Triage",
  EndpointArn: arn("endpoint/triage"),
  EndpointConfigName: "triage-7",
  ProductionVariants: [{ VariantName: "AllTraffic", CurrentWeight: 1, CurrentInstanceCount: 2 }],
  DataCaptureConfig: {
    EnableCapture: true,
    CaptureStatus: "Started",
    CurrentSamplingPercentage: 25,
    DestinationS3Uri: "s3://captured/",
    KmsKeyId: kms("capture"),
  },
  EndpointStatus: "InService",
  ...when,
};
export const config = {
  EndpointConfigName: "triage-7",
  EndpointConfigArn: arn("endpoint-config/triage-7"),
  ProductionVariants: [
    {
      VariantName: "A",
      ModelName: "Triage",
      InitialInstanceCount: 1,
      InstanceType: "ml.g5.xlarge",
      InitialVariantWeight: 1,
    },
    {
      VariantName: "B",
      ModelName: "Triage-Next",
      InitialInstanceCount: 1,
      InstanceType: "ml.g5.xlarge",
      InitialVariantWeight: 0,
    },
  ],
  DataCaptureConfig: {
    EnableCapture: true,
    InitialSamplingPercentage: 25,
    DestinationS3Uri: "s3://captured/triage",
    KmsKeyId: kms("capture"),
    CaptureOptions: [{ CaptureMode: "Input" }, { CaptureMode: "Output" }],
  },
  KmsKeyId: kms("endpoint"),
  CreationTime: when.CreationTime,
};
const channel = (ChannelName: string, DataSource: object) => ({
  ChannelName,
  DataSource,
  CompressionType: "None",
  RecordWrapperType: "None",
});
const fromBucket = (S3Uri: string) => ({
  S3DataSource: { S3DataType: "S3Prefix", S3Uri, S3DataDistributionType: "FullyReplicated" },
});
export const job = {
  TrainingJobName: "Triage-2026",
  TrainingJobArn: arn("training-job/triage-2026"),
  ModelArtifacts: { S3ModelArtifacts: "s3://models/triage/output/model.tar.gz" },
  TrainingJobStatus: "Completed",
  SecondaryStatus: "Completed",
  HyperParameters: { epochs: "3" },
  AlgorithmSpecification: { TrainingImage: `${registry}/training:2`, TrainingInputMode: "File" },
  RoleArn: role,
  InputDataConfig: [
    channel("train", fromBucket("s3://train/2026/")),
    channel("validation", fromBucket("s3://train/validation/")),
    channel("files", {
      FileSystemDataSource: { FileSystemId: "fs-1", FileSystemType: "EFS", DirectoryPath: "/" },
    }),
  ],
  OutputDataConfig: { KmsKeyId: kms("output"), S3OutputPath: "s3://models/triage" },
  ResourceConfig: {
    InstanceType: "ml.g5.xlarge",
    InstanceCount: 1,
    VolumeSizeInGB: 50,
    VolumeKmsKeyId: kms("volume"),
  },
  VpcConfig: { SecurityGroupIds: ["sg-1"], Subnets: ["subnet-1"] },
  StoppingCondition: { MaxRuntimeInSeconds: 3_600 },
  ...when,
  EnableNetworkIsolation: true,
  EnableInterContainerTrafficEncryption: true,
  EnableManagedSpotTraining: false,
};
