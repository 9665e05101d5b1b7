import type { Block } from "../block.ts";
import { present } from "../present.ts";
import { tagPairs, type AwsEstate } from "./estate.ts";

/** Notebooks, models, endpoints and domains. */
export function declareSagemaker(estate: AwsEstate): void {
  estate.each("aws_sagemaker_notebook_instance", (block) =>
    declare(estate, block, "NotebookInstance", notebook(block)),
  );
  estate.each("aws_sagemaker_model", (block) => declare(estate, block, "Model", model(block)));
  estate.each("aws_sagemaker_endpoint", (block) => declareEndpoint(estate, block));
  for (const block of estate.all("aws_sagemaker_endpoint_configuration"))
    estate.answers.say(
      "sagemaker:DescribeEndpointConfig",
      estate.regionOf(block),
      { EndpointConfigName: estate.idOf(block) },
      endpointConfig(block),
    );
  estate.each("aws_sagemaker_domain", (block) => declareDomain(estate, block));
  estate.each("aws_sagemaker_feature_group", (block) =>
    declare(estate, block, "FeatureGroup", featureGroup(block)),
  );
}

/** Listing, description and tags, which SageMaker has alike for everything. */
function declare(estate: AwsEstate, block: Block, kind: string, description: Record<string, unknown>): void {
  const region = estate.regionOf(block);
  const arn = estate.arnOf(block);
  const named = { [`${kind}Name`]: estate.idOf(block) };
  const list = kind === "FeatureGroup" ? "FeatureGroupSummaries" : `${kind}s`;
  estate.answers.list(`sagemaker:List${kind}s`, region, list, [{ ...named, [`${kind}Arn`]: arn }]);
  estate.answers.say(`sagemaker:Describe${kind}`, region, named, {
    ...named,
    [`${kind}Arn`]: arn,
    ...description,
  });
  estate.answers.say("sagemaker:ListTags", region, { ResourceArn: arn }, { Tags: tagPairs(block) });
}

/** Which one a notebook is given without a word changes with the years. */
const platforms = ["notebook-al2-v3", "notebook-al2023-v1"];

const notebook = (block: Block) =>
  present({
    NotebookInstanceStatus: "InService",
    InstanceType: block.text("instance_type"),
    SubnetId: block.text("subnet_id"),
    SecurityGroups: block.texts("security_groups"),
    RoleArn: block.text("role_arn"),
    KmsKeyId: block.text("kms_key_id"),
    DirectInternetAccess: block.choice("direct_internet_access", "Enabled", "Disabled"),
    RootAccess: block.choice("root_access", "Enabled", "Disabled"),
    PlatformIdentifier: block.text("platform_identifier") ?? block.guess(platforms),
    NotebookInstanceLifecycleConfigName: block.text("lifecycle_config_name"),
    InstanceMetadataServiceConfiguration: metadataOf(block.block("instance_metadata_service_configuration")),
  });

function metadataOf(block: Block | undefined) {
  const version = block?.text("minimum_instance_metadata_service_version");
  return version ? { MinimumInstanceMetadataServiceVersion: version } : undefined;
}

function model(block: Block) {
  const vpc = block.block("vpc_config");
  const primary = block.block("primary_container");
  return present({
    ExecutionRoleArn: block.text("execution_role_arn"),
    EnableNetworkIsolation: block.flag("enable_network_isolation") ?? false,
    PrimaryContainer: primary && container(primary),
    Containers: block.blocks("container").map(container),
    VpcConfig: vpc && { SecurityGroupIds: vpc.texts("security_group_ids") },
  });
}

const container = (block: Block) =>
  present({
    Image: block.text("image"),
    ModelDataUrl: block.text("model_data_url"),
    ModelPackageName: block.text("model_package_name"),
  });

function declareEndpoint(estate: AwsEstate, block: Block): void {
  const EndpointConfigName = block.text("endpoint_config_name");
  const config = estate
    .all("aws_sagemaker_endpoint_configuration")
    .find((one) => estate.idOf(one) === EndpointConfigName);
  const deployment = block.block("deployment_config");
  const rollback = deployment?.block("auto_rollback_configuration");
  const routing = deployment?.block("blue_green_update_policy")?.block("traffic_routing_configuration");
  const rolling = deployment?.block("rolling_update_policy");
  declare(
    estate,
    block,
    "Endpoint",
    present({
      EndpointConfigName,
      EndpointStatus: "InService",
      ProductionVariants: (config?.blocks("production_variants") ?? []).map((variant, index) =>
        present({
          VariantName: variant.known("variant_name") ?? `variant-${index + 1}`,
          CurrentInstanceCount: variant.number("initial_instance_count"),
          CurrentServerlessConfig: variant.block("serverless_config") ? {} : undefined,
        }),
      ),
      LastDeploymentConfig:
        deployment &&
        present({
          BlueGreenUpdatePolicy: routing && {
            TrafficRoutingConfiguration: { Type: routing.text("type") ?? "ALL_AT_ONCE" },
          },
          RollingUpdatePolicy: rolling && {},
          AutoRollbackConfiguration: rollback && {
            Alarms: rollback
              .blocks("alarms")
              .map((alarm) => present({ AlarmName: alarm.text("alarm_name") })),
          },
        }),
    }),
  );
}

function endpointConfig(block: Block) {
  const capture = block.block("data_capture_config");
  return present({
    KmsKeyId: block.text("kms_key_arn"),
    ProductionVariants: block
      .blocks("production_variants")
      .map((variant) => present({ ModelName: variant.text("model_name") })),
    DataCaptureConfig:
      capture &&
      present({
        EnableCapture: capture.flag("enable_capture") ?? false,
        InitialSamplingPercentage: capture.number("initial_sampling_percentage") ?? 0,
        DestinationS3Uri: capture.text("destination_s3_uri"),
      }),
  });
}

function declareDomain(estate: AwsEstate, block: Block): void {
  const region = estate.regionOf(block);
  const DomainId = estate.idOf(block);
  const DomainArn = estate.arnOf(block);
  const user = block.block("default_user_settings");
  const settings = block.block("domain_settings");
  estate.answers.list("sagemaker:ListDomains", region, "Domains", [{ DomainId, DomainArn }]);
  estate.answers.say(
    "sagemaker:DescribeDomain",
    region,
    { DomainId },
    present({
      DomainId,
      DomainArn,
      DomainName: block.text("domain_name"),
      Status: "InService",
      AuthMode: block.text("auth_mode"),
      AppNetworkAccessType: block.choice("app_network_access_type", "PublicInternetOnly", "VpcOnly"),
      KmsKeyId: block.text("kms_key_id"),
      DefaultUserSettings:
        user &&
        present({
          ExecutionRole: user.text("execution_role"),
          SecurityGroups: user.texts("security_groups"),
        }),
      DomainSettings:
        settings && present({ ExecutionRoleIdentityConfig: settings.text("execution_role_identity_config") }),
    }),
  );
  estate.answers.say("sagemaker:ListTags", region, { ResourceArn: DomainArn }, { Tags: tagPairs(block) });
}

function featureGroup(block: Block) {
  const online = block.block("online_store_config");
  const offline = block.block("offline_store_config");
  const s3 = offline?.block("s3_storage_config");
  const security = online?.block("security_config");
  return present({
    FeatureGroupStatus: "Created",
    RoleArn: block.text("role_arn"),
    OnlineStoreConfig:
      online &&
      present({
        EnableOnlineStore: online.flag("enable_online_store") ?? true,
        SecurityConfig: security && present({ KmsKeyId: security.text("kms_key_id") }),
      }),
    OfflineStoreConfig: offline && {
      S3StorageConfig: present({ S3Uri: s3?.text("s3_uri"), KmsKeyId: s3?.text("kms_key_id") }),
    },
  });
}
