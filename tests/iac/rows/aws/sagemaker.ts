import type { Answer, Row } from "../row.ts";
import { account, arn, keyArn, keyId, region, roleArn } from "./names.ts";

const group = "sg-0123456789abcdef0";
const image = `${account}.dkr.ecr.${region}.amazonaws.com/good:1`;
const approved = arn("sagemaker", "model-package/models/1");
const of = (kind: string, form: string) => arn("sagemaker", `${kind}/${form}`);
const each = (make: (form: string) => object) => ["good", "bad"].map(make);
const listed = (kind: string, path: string): Answer => [
  `sagemaker:List${kind}s`,
  {},
  { [`${kind}s`]: each((form) => ({ [`${kind}Name`]: form, [`${kind}Arn`]: of(path, form) })) },
];

export const sagemaker: readonly Row[] = [
  {
    type: "aws_sagemaker_notebook_instance",
    untold: {
      "aws/sagemaker-notebook-platform":
        "Which platform a notebook is given without a word is the provider's to choose",
    },
    hcl: `
    resource "aws_sagemaker_notebook_instance" "good" {
      name = "good"
      role_arn = aws_iam_role.good.arn
      instance_type = "ml.t3.medium"
      subnet_id = "subnet-0123456789abcdef0"
      security_groups = [aws_security_group.good.id]
      kms_key_id = aws_kms_key.good.key_id
      direct_internet_access = "Disabled"
      root_access = "Disabled"
      platform_identifier = "notebook-al2023-v1"
      instance_metadata_service_configuration { minimum_instance_metadata_service_version = "2" }
    }
    resource "aws_sagemaker_notebook_instance" "bad" {
      name = "bad"
      role_arn = aws_iam_role.bad.arn
      instance_type = "ml.t3.medium"
      subnet_id = "subnet-0123456789abcdef0"
      security_groups = [aws_security_group.bad.id]
    }`,
    answers: [
      listed("NotebookInstance", "notebook-instance"),
      [
        "sagemaker:DescribeNotebookInstance",
        { NotebookInstanceName: "good" },
        {
          NotebookInstanceName: "good",
          NotebookInstanceArn: of("notebook-instance", "good"),
          NotebookInstanceStatus: "InService",
          InstanceType: "ml.t3.medium",
          SubnetId: "subnet-0123456789abcdef0",
          SecurityGroups: [group],
          RoleArn: roleArn("good"),
          KmsKeyId: keyId("good"),
          DirectInternetAccess: "Disabled",
          RootAccess: "Disabled",
          PlatformIdentifier: "notebook-al2023-v1",
          InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: "2" },
        },
      ],
      [
        "sagemaker:DescribeNotebookInstance",
        { NotebookInstanceName: "bad" },
        {
          NotebookInstanceName: "bad",
          NotebookInstanceArn: of("notebook-instance", "bad"),
          NotebookInstanceStatus: "InService",
          InstanceType: "ml.t3.medium",
          RoleArn: roleArn("bad"),
          SubnetId: "subnet-0123456789abcdef0",
          SecurityGroups: ["sg-0fedcba9876543210"],
          DirectInternetAccess: "Enabled",
          RootAccess: "Enabled",
          PlatformIdentifier: "notebook-al2-v2",
          InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: "1" },
        },
      ],
    ],
  },
  {
    type: "aws_sagemaker_model",
    untold: {
      "aws/sagemaker-model-approved": "A version of a model is registered and approved, and never declared",
    },
    hcl: `
    resource "aws_sagemaker_model" "good" {
      name = "good"
      execution_role_arn = aws_iam_role.good.arn
      enable_network_isolation = true
      primary_container { model_package_name = "${approved}" }
      vpc_config {
        subnets = ["subnet-0123456789abcdef0"]
        security_group_ids = [aws_security_group.good.id]
      }
    }
    resource "aws_sagemaker_model" "bad" {
      name = "bad"
      execution_role_arn = aws_iam_role.bad.arn
      primary_container {
        image = "${image}"
        model_data_url = "s3://acme-bad/model.tar.gz"
      }
    }`,
    answers: [
      listed("Model", "model"),
      [
        "sagemaker:DescribeModelPackage",
        { ModelPackageName: approved },
        { ModelPackageArn: approved, ModelApprovalStatus: "Approved" },
      ],
      [
        "sagemaker:DescribeModel",
        { ModelName: "good" },
        {
          ModelName: "good",
          ModelArn: of("model", "good"),
          ExecutionRoleArn: roleArn("good"),
          EnableNetworkIsolation: true,
          PrimaryContainer: { ModelPackageName: approved, Mode: "SingleModel" },
          VpcConfig: { SecurityGroupIds: [group], Subnets: ["subnet-0123456789abcdef0"] },
        },
      ],
      [
        "sagemaker:DescribeModel",
        { ModelName: "bad" },
        {
          ModelName: "bad",
          ModelArn: of("model", "bad"),
          ExecutionRoleArn: roleArn("bad"),
          EnableNetworkIsolation: false,
          PrimaryContainer: { Image: image, Mode: "SingleModel", ModelDataUrl: "s3://acme-bad/model.tar.gz" },
        },
      ],
    ],
  },
  {
    type: "aws_sagemaker_domain",
    hcl: `
    resource "aws_sagemaker_domain" "good" {
      domain_name = "good"
      auth_mode = "SSO"
      vpc_id = "vpc-0123456789abcdef0"
      subnet_ids = ["subnet-0123456789abcdef0"]
      app_network_access_type = "VpcOnly"
      kms_key_id = aws_kms_key.good.key_id
      default_user_settings {
        execution_role = aws_iam_role.good.arn
        security_groups = [aws_security_group.good.id]
      }
      domain_settings { execution_role_identity_config = "USER_PROFILE_NAME" }
    }
    resource "aws_sagemaker_domain" "bad" {
      domain_name = "bad"
      auth_mode = "IAM"
      vpc_id = "vpc-0123456789abcdef0"
      subnet_ids = ["subnet-0123456789abcdef0"]
      default_user_settings { execution_role = aws_iam_role.bad.arn }
    }`,
    answers: [
      [
        "sagemaker:ListDomains",
        {},
        { Domains: each((form) => ({ DomainId: `d-${form}`, DomainArn: of("domain", `d-${form}`) })) },
      ],
      [
        "sagemaker:DescribeDomain",
        { DomainId: "d-good" },
        {
          DomainId: "d-good",
          DomainArn: of("domain", "d-good"),
          DomainName: "good",
          Status: "InService",
          AuthMode: "SSO",
          AppNetworkAccessType: "VpcOnly",
          VpcId: "vpc-0123456789abcdef0",
          SubnetIds: ["subnet-0123456789abcdef0"],
          KmsKeyId: keyId("good"),
          DefaultUserSettings: { ExecutionRole: roleArn("good"), SecurityGroups: [group] },
          DomainSettings: { ExecutionRoleIdentityConfig: "USER_PROFILE_NAME" },
        },
      ],
      [
        "sagemaker:DescribeDomain",
        { DomainId: "d-bad" },
        {
          DomainId: "d-bad",
          DomainArn: of("domain", "d-bad"),
          DomainName: "bad",
          Status: "InService",
          AuthMode: "IAM",
          AppNetworkAccessType: "PublicInternetOnly",
          VpcId: "vpc-0123456789abcdef0",
          SubnetIds: ["subnet-0123456789abcdef0"],
          DefaultUserSettings: { ExecutionRole: roleArn("bad") },
        },
      ],
    ],
  },
  {
    type: "aws_sagemaker_feature_group",
    hcl: `
    resource "aws_sagemaker_feature_group" "good" {
      feature_group_name = "good"
      record_identifier_feature_name = "id"
      event_time_feature_name = "at"
      role_arn = aws_iam_role.good.arn
      online_store_config {
        enable_online_store = true
        security_config { kms_key_id = aws_kms_key.good.arn }
      }
      offline_store_config {
        s3_storage_config {
          s3_uri = "s3://acme-good/features"
          kms_key_id = aws_kms_key.good.arn
        }
      }
    }
    resource "aws_sagemaker_feature_group" "bad" {
      feature_group_name = "bad"
      record_identifier_feature_name = "id"
      event_time_feature_name = "at"
      role_arn = aws_iam_role.bad.arn
      online_store_config { enable_online_store = true }
      offline_store_config {
        s3_storage_config { s3_uri = "s3://acme-bad/features" }
      }
    }`,
    answers: [
      [
        "sagemaker:ListFeatureGroups",
        {},
        {
          FeatureGroupSummaries: each((form) => ({
            FeatureGroupName: form,
            FeatureGroupArn: of("feature-group", form),
          })),
        },
      ],
      [
        "sagemaker:DescribeFeatureGroup",
        { FeatureGroupName: "good" },
        {
          FeatureGroupName: "good",
          FeatureGroupArn: of("feature-group", "good"),
          FeatureGroupStatus: "Created",
          RoleArn: roleArn("good"),
          OnlineStoreConfig: { EnableOnlineStore: true, SecurityConfig: { KmsKeyId: keyArn } },
          OfflineStoreConfig: { S3StorageConfig: { S3Uri: "s3://acme-good/features", KmsKeyId: keyArn } },
        },
      ],
      [
        "sagemaker:DescribeFeatureGroup",
        { FeatureGroupName: "bad" },
        {
          FeatureGroupName: "bad",
          FeatureGroupArn: of("feature-group", "bad"),
          FeatureGroupStatus: "Created",
          RoleArn: roleArn("bad"),
          OnlineStoreConfig: { EnableOnlineStore: true },
          OfflineStoreConfig: { S3StorageConfig: { S3Uri: "s3://acme-bad/features" } },
        },
      ],
    ],
  },
];
