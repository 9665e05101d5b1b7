import type { Block } from "../block.ts";
import { present } from "../present.ts";
import type { AwsEstate } from "./estate.ts";

/** Schedules that watch endpoints, and what they run. */
export function declareMonitors(estate: AwsEstate): void {
  estate.each("aws_sagemaker_data_quality_job_definition", (block) => declareDefinition(estate, block));
  estate.each("aws_sagemaker_monitoring_schedule", (block) => declareSchedule(estate, block));
}

const endpointOf = (definition: Block | undefined): string | undefined =>
  definition?.block("data_quality_job_input")?.block("endpoint_input")?.text("endpoint_name");

function declareSchedule(estate: AwsEstate, block: Block): void {
  const config = block.block("monitoring_schedule_config");
  const definition = config?.text("monitoring_job_definition_name");
  const watches = estate
    .all("aws_sagemaker_data_quality_job_definition")
    .find((one) => estate.idOf(one) === definition);
  estate.answers.list(
    "sagemaker:ListMonitoringSchedules",
    estate.regionOf(block),
    "MonitoringScheduleSummaries",
    [
      present({
        MonitoringScheduleArn: estate.arnOf(block),
        MonitoringScheduleName: estate.idOf(block),
        MonitoringScheduleStatus: "Scheduled",
        EndpointName: endpointOf(watches),
        MonitoringType: config?.text("monitoring_type"),
      }),
    ],
  );
}

function declareDefinition(estate: AwsEstate, block: Block): void {
  const JobDefinitionName = estate.idOf(block);
  const region = estate.regionOf(block);
  const network = block.block("network_config");
  const vpc = network?.block("vpc_config");
  const cluster = block.block("job_resources")?.block("cluster_config");
  estate.answers.list("sagemaker:ListDataQualityJobDefinitions", region, "JobDefinitionSummaries", [
    { MonitoringJobDefinitionName: JobDefinitionName },
  ]);
  estate.answers.say(
    "sagemaker:DescribeDataQualityJobDefinition",
    region,
    { JobDefinitionName },
    present({
      JobDefinitionArn: estate.arnOf(block),
      JobDefinitionName,
      RoleArn: block.text("role_arn"),
      JobResources: { ClusterConfig: present({ VolumeKmsKeyId: cluster?.text("volume_kms_key_id") }) },
      NetworkConfig:
        network &&
        present({
          EnableInterContainerTrafficEncryption: network.flag("enable_inter_container_traffic_encryption"),
          EnableNetworkIsolation: network.flag("enable_network_isolation"),
          VpcConfig: vpc && { SecurityGroupIds: vpc.texts("security_group_ids") },
        }),
      DataQualityJobOutputConfig: present({
        KmsKeyId: block.block("data_quality_job_output_config")?.text("kms_key_id"),
      }),
    }),
  );
}
