import type { Answer, Row } from "../row.ts";
import { account, arn, keyArn, keyId, region, roleArn } from "./names.ts";

const group = "sg-0123456789abcdef0";
const image = `${account}.dkr.ecr.${region}.amazonaws.com/good:1`;
const of = (kind: string, form: string) => arn("sagemaker", `${kind}/${form}`);
const each = (make: (form: string) => object) => ["good", "bad"].map(make);
const listed = (kind: string, path: string): Answer => [
  `sagemaker:List${kind}s`,
  {},
  { [`${kind}s`]: each((form) => ({ [`${kind}Name`]: form, [`${kind}Arn`]: of(path, form) })) },
];

export const sagemakerEndpoints: readonly Row[] = [
  {
    type: "aws_sagemaker_endpoint",
    parts: [
      "aws_sagemaker_endpoint_configuration",
      "aws_sagemaker_monitoring_schedule",
      "aws_sagemaker_data_quality_job_definition",
    ],
    hcl: `
    resource "aws_sagemaker_endpoint_configuration" "good" {
      name = "good"
      kms_key_arn = aws_kms_key.good.arn
      production_variants {
        variant_name = "one"
        model_name = aws_sagemaker_model.good.name
        initial_instance_count = 2
        instance_type = "ml.g5.xlarge"
      }
      data_capture_config {
        enable_capture = true
        initial_sampling_percentage = 100
        destination_s3_uri = "s3://acme-good/captured"
        kms_key_id = aws_kms_key.good.key_id
        capture_options { capture_mode = "Input" }
      }
    }
    resource "aws_sagemaker_endpoint" "good" {
      name = "good"
      endpoint_config_name = aws_sagemaker_endpoint_configuration.good.name
      deployment_config {
        blue_green_update_policy {
          traffic_routing_configuration {
            type = "CANARY"
            wait_interval_in_seconds = 300
          }
        }
        auto_rollback_configuration {
          alarms { alarm_name = "errors" }
        }
      }
    }
    resource "aws_sagemaker_data_quality_job_definition" "good" {
      name = "good"
      role_arn = aws_iam_role.good.arn
      data_quality_app_specification { image_uri = "${image}" }
      data_quality_job_input {
        endpoint_input { endpoint_name = aws_sagemaker_endpoint.good.name }
      }
      data_quality_job_output_config {
        kms_key_id = aws_kms_key.good.arn
        monitoring_outputs {
          s3_output { s3_uri = "s3://acme-good/monitoring" }
        }
      }
      job_resources {
        cluster_config {
          instance_count = 1
          instance_type = "ml.m5.large"
          volume_size_in_gb = 20
          volume_kms_key_id = aws_kms_key.good.arn
        }
      }
      network_config {
        enable_inter_container_traffic_encryption = true
        enable_network_isolation = true
        vpc_config {
          security_group_ids = [aws_security_group.good.id]
          subnets = ["subnet-0123456789abcdef0"]
        }
      }
    }
    resource "aws_sagemaker_monitoring_schedule" "good" {
      name = "good"
      monitoring_schedule_config {
        monitoring_job_definition_name = aws_sagemaker_data_quality_job_definition.good.name
        monitoring_type = "DataQuality"
      }
    }
    resource "aws_sagemaker_endpoint_configuration" "bad" {
      name = "bad"
      production_variants {
        variant_name = "one"
        model_name = aws_sagemaker_model.bad.name
        initial_instance_count = 1
        instance_type = "ml.g5.xlarge"
      }
    }
    resource "aws_sagemaker_endpoint" "bad" {
      name = "bad"
      endpoint_config_name = aws_sagemaker_endpoint_configuration.bad.name
    }`,
    answers: [
      listed("Endpoint", "endpoint"),
      [
        "sagemaker:ListMonitoringSchedules",
        {},
        {
          MonitoringScheduleSummaries: [
            {
              MonitoringScheduleName: "good",
              MonitoringScheduleArn: of("monitoring-schedule", "good"),
              MonitoringScheduleStatus: "Scheduled",
              EndpointName: "good",
              MonitoringJobDefinitionName: "good",
              MonitoringType: "DataQuality",
            },
          ],
        },
      ],
      [
        "sagemaker:ListDataQualityJobDefinitions",
        {},
        { JobDefinitionSummaries: [{ MonitoringJobDefinitionName: "good", EndpointName: "good" }] },
      ],
      [
        "sagemaker:DescribeDataQualityJobDefinition",
        { JobDefinitionName: "good" },
        {
          JobDefinitionArn: of("data-quality-job-definition", "good"),
          JobDefinitionName: "good",
          RoleArn: roleArn("good"),
          JobResources: {
            ClusterConfig: {
              InstanceCount: 1,
              InstanceType: "ml.m5.large",
              VolumeSizeInGB: 20,
              VolumeKmsKeyId: keyArn,
            },
          },
          NetworkConfig: {
            EnableInterContainerTrafficEncryption: true,
            EnableNetworkIsolation: true,
            VpcConfig: { SecurityGroupIds: [group], Subnets: ["subnet-0123456789abcdef0"] },
          },
          DataQualityJobOutputConfig: { KmsKeyId: keyArn, MonitoringOutputs: [] },
        },
      ],
      [
        "sagemaker:DescribeEndpoint",
        { EndpointName: "good" },
        {
          EndpointName: "good",
          EndpointArn: of("endpoint", "good"),
          EndpointConfigName: "good",
          EndpointStatus: "InService",
          ProductionVariants: [{ VariantName: "one", CurrentInstanceCount: 2, DesiredInstanceCount: 2 }],
          LastDeploymentConfig: {
            BlueGreenUpdatePolicy: {
              TrafficRoutingConfiguration: { Type: "CANARY", WaitIntervalInSeconds: 300 },
            },
            AutoRollbackConfiguration: { Alarms: [{ AlarmName: "errors" }] },
          },
        },
      ],
      [
        "sagemaker:DescribeEndpointConfig",
        { EndpointConfigName: "good" },
        {
          EndpointConfigName: "good",
          EndpointConfigArn: of("endpoint-config", "good"),
          KmsKeyId: keyArn,
          ProductionVariants: [
            { VariantName: "one", ModelName: "good", InitialInstanceCount: 2, InstanceType: "ml.g5.xlarge" },
          ],
          DataCaptureConfig: {
            EnableCapture: true,
            InitialSamplingPercentage: 100,
            DestinationS3Uri: "s3://acme-good/captured",
            KmsKeyId: keyId("good"),
            CaptureOptions: [{ CaptureMode: "Input" }],
          },
        },
      ],
      [
        "sagemaker:DescribeEndpoint",
        { EndpointName: "bad" },
        {
          EndpointName: "bad",
          EndpointArn: of("endpoint", "bad"),
          EndpointConfigName: "bad",
          EndpointStatus: "InService",
          ProductionVariants: [{ VariantName: "one", CurrentInstanceCount: 1, DesiredInstanceCount: 1 }],
        },
      ],
      [
        "sagemaker:DescribeEndpointConfig",
        { EndpointConfigName: "bad" },
        {
          EndpointConfigName: "bad",
          EndpointConfigArn: of("endpoint-config", "bad"),
          ProductionVariants: [
            { VariantName: "one", ModelName: "bad", InitialInstanceCount: 1, InstanceType: "ml.g5.xlarge" },
          ],
        },
      ],
    ],
  },
];
