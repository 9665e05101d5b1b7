import { hostSuffixOf, partitionOf } from "#lib/connectors/aws/partition.ts";
import type { Block } from "../block.ts";
import { stableId } from "../declared.ts";

type Where = { account: string; region: string };
/** How the id and the ARN of a type are made, from its name and where it is. */
type Shape = {
  /** The attributes that may name it, the first that is known. Without one its id is the provider's own. */
  name?: readonly string[];
  service: string;
  /** What stands in the ARN before the name or id. */
  prefix: string;
  global?: boolean;
  withoutAccount?: boolean;
  /** Further attributes that hold the id, or the ARN. */
  ids?: readonly string[];
  arns?: readonly string[];
  length?: number;
  idPrefix?: string;
  /** The ARN ends in the provider's own id, though the resource has a name. */
  byId?: boolean;
  lower?: boolean;
};

const sagemaker = (prefix: string): Shape => ({ name: ["name"], service: "sagemaker", prefix, lower: true });
const agentcore = (prefix: string, stem: string): Shape => ({
  service: "bedrock-agentcore",
  prefix,
  ids: [`${stem}_id`],
  arns: [`${stem}_arn`],
  length: 20,
});

const shapes: Readonly<Record<string, Shape>> = {
  aws_iam_role: { name: ["name", "name_prefix"], service: "iam", prefix: "role", global: true },
  aws_iam_user: { name: ["name"], service: "iam", prefix: "user", global: true },
  aws_iam_group: { name: ["name"], service: "iam", prefix: "group", global: true },
  aws_iam_policy: { name: ["name", "name_prefix"], service: "iam", prefix: "policy", global: true },
  aws_s3_bucket: {
    name: ["bucket", "bucket_prefix"],
    service: "s3",
    prefix: "",
    global: true,
    withoutAccount: true,
  },
  aws_elasticache_replication_group: {
    name: ["replication_group_id"],
    service: "elasticache",
    prefix: "replicationgroup:",
    lower: true,
  },
  aws_elasticache_serverless_cache: {
    name: ["name"],
    service: "elasticache",
    prefix: "serverlesscache:",
    lower: true,
  },
  aws_memorydb_cluster: {
    name: ["name", "name_prefix"],
    service: "memorydb",
    prefix: "cluster/",
    lower: true,
  },
  aws_kms_key: { service: "kms", prefix: "key/", ids: ["key_id"], length: 32 },
  aws_lambda_function: { name: ["function_name"], service: "lambda", prefix: "function:" },
  aws_bedrock_guardrail: {
    service: "bedrock",
    prefix: "guardrail/",
    ids: ["guardrail_id"],
    arns: ["guardrail_arn"],
  },
  aws_bedrockagent_agent: { service: "bedrock", prefix: "agent/", ids: ["agent_id"], arns: ["agent_arn"] },
  aws_bedrockagent_knowledge_base: { service: "bedrock", prefix: "knowledge-base/" },
  aws_bedrockagent_flow: { service: "bedrock", prefix: "flow/" },
  aws_bedrockagent_prompt: { service: "bedrock", prefix: "prompt/" },
  aws_bedrock_custom_model: {
    service: "bedrock",
    prefix: "custom-model/",
    arns: ["custom_model_arn"],
  },
  aws_bedrock_provisioned_model_throughput: {
    service: "bedrock",
    prefix: "provisioned-model/",
    arns: ["provisioned_model_arn"],
  },
  aws_bedrock_inference_profile: { service: "bedrock", prefix: "application-inference-profile/" },
  aws_bedrockagentcore_agent_runtime: agentcore("runtime/", "agent_runtime"),
  aws_bedrockagentcore_gateway: agentcore("gateway/", "gateway"),
  aws_bedrockagentcore_memory: agentcore("memory/", "memory"),
  aws_bedrockagentcore_browser: agentcore("browser-custom/", "browser"),
  aws_bedrockagentcore_code_interpreter: agentcore("code-interpreter-custom/", "code_interpreter"),
  aws_sagemaker_notebook_instance: sagemaker("notebook-instance/"),
  aws_sagemaker_model: sagemaker("model/"),
  aws_sagemaker_endpoint: sagemaker("endpoint/"),
  aws_sagemaker_endpoint_configuration: sagemaker("endpoint-config/"),
  aws_sagemaker_domain: { service: "sagemaker", prefix: "domain/", idPrefix: "d-" },
  aws_sagemaker_feature_group: {
    name: ["feature_group_name"],
    service: "sagemaker",
    prefix: "feature-group/",
    lower: true,
  },
  aws_sagemaker_monitoring_schedule: sagemaker("monitoring-schedule/"),
  aws_sagemaker_data_quality_job_definition: sagemaker("data-quality-job-definition/"),
  aws_sagemaker_pipeline: { name: ["pipeline_name"], service: "sagemaker", prefix: "pipeline/", lower: true },
  aws_sagemaker_model_package_group: {
    name: ["model_package_group_name"],
    service: "sagemaker",
    prefix: "model-package-group/",
    lower: true,
  },
  aws_opensearchserverless_collection: { service: "aoss", prefix: "collection/", length: 20 },
  aws_opensearch_domain: { name: ["domain_name"], service: "es", prefix: "domain/", byId: false },
  aws_wafv2_web_acl: { service: "wafv2", prefix: "regional/webacl/", length: 32 },
  aws_security_group: { service: "ec2", prefix: "security-group/", idPrefix: "sg-", length: 17 },
  aws_vpc: { service: "ec2", prefix: "vpc/", idPrefix: "vpc-", length: 17 },
  aws_subnet: { service: "ec2", prefix: "subnet/", idPrefix: "subnet-", length: 17 },
  aws_vpc_endpoint: { service: "ec2", prefix: "vpc-endpoint/", idPrefix: "vpce-", length: 17 },
  aws_ecs_cluster: { name: ["name"], service: "ecs", prefix: "cluster/" },
  aws_ecs_service: { name: ["name"], service: "ecs", prefix: "service/" },
  aws_ecs_task_definition: { name: ["family"], service: "ecs", prefix: "task-definition/" },
  aws_eks_cluster: { name: ["name"], service: "eks", prefix: "cluster/" },
  aws_ecr_repository: { name: ["name"], service: "ecr", prefix: "repository/" },
  aws_codebuild_project: { name: ["name"], service: "codebuild", prefix: "project/" },
  aws_cloudwatch_log_group: { name: ["name", "name_prefix"], service: "logs", prefix: "log-group:" },
  aws_cloudtrail: { name: ["name"], service: "cloudtrail", prefix: "trail/" },
  aws_secretsmanager_secret: { name: ["name", "name_prefix"], service: "secretsmanager", prefix: "secret:" },
  aws_dynamodb_table: { name: ["name"], service: "dynamodb", prefix: "table/" },
  aws_db_instance: { name: ["identifier"], service: "rds", prefix: "db:" },
  aws_rds_cluster: { name: ["cluster_identifier"], service: "rds", prefix: "cluster:" },
  aws_api_gateway_rest_api: { service: "apigateway", prefix: "/restapis/", withoutAccount: true },
  aws_api_gateway_resource: { service: "apigateway", prefix: "/resources/", withoutAccount: true },
  aws_api_gateway_stage: {
    name: ["stage_name"],
    service: "apigateway",
    prefix: "/stages/",
    withoutAccount: true,
  },
  aws_apigatewayv2_api: { service: "apigateway", prefix: "/apis/", withoutAccount: true },
  aws_apigatewayv2_integration: { service: "apigateway", prefix: "/integrations/", withoutAccount: true },
};

/** Every attribute by which another resource may name this one. */
export function identitiesOf(block: Block, where: Where): Readonly<Record<string, string>> {
  const { type, place } = block.declared;
  const shape = shapes[type];
  if (!shape) return block.known("id") === null ? {} : { id: String(block.known("id")) };
  const hash = stableId(place.address, shape.length ?? 10);
  const own = shape.name?.map((attribute) => block.known(attribute)).find((name) => name !== null);
  const made = shape.name
    ? `planned-${hash}`
    : `${shape.idPrefix ?? ""}${shape.idPrefix ? hash : hash.toUpperCase()}`;
  const id = block.known(shape.ids?.[0] ?? "id") ?? own ?? made;
  const arn = block.known(shape.arns?.[0] ?? "arn") ?? arnOf(within(shape, block), id, block, where);
  return {
    id,
    arn,
    ...Object.fromEntries((shape.name ?? []).map((attribute) => [attribute, id])),
    ...Object.fromEntries((shape.ids ?? []).map((attribute) => [attribute, id])),
    ...Object.fromEntries((shape.arns ?? []).map((attribute) => [attribute, arn])),
    ...furtherOf(type, id, arn, where),
  };
}

/** A stage is named beneath its API, and a service beneath its cluster. */
function within(shape: Shape, block: Block): Shape {
  switch (block.declared.type) {
    case "aws_api_gateway_stage":
      return { ...shape, prefix: `/restapis/${block.known("rest_api_id") ?? "api"}/stages/` };
    case "aws_ecs_service":
      return { ...shape, prefix: `service/${(block.known("cluster") ?? "default").split("/").at(-1)}/` };
    default:
      return shape;
  }
}

function arnOf(shape: Shape, id: string, block: Block, { account, region }: Where): string {
  const path = shape.service === "iam" ? (block.known("path") ?? "/") : "";
  const name = shape.lower ? id.toLowerCase() : id;
  const place = shape.global ? "" : region;
  const owner = shape.withoutAccount ? "" : account;
  return `arn:${partitionOf(region)}:${shape.service}:${place}:${owner}:${shape.prefix}${path}${name}`;
}

/** What AWS puts after the name is known only once there is a database. */
export const databaseHost = (id: string, region: string): string =>
  `${id}.planned.${region}.rds.${hostSuffixOf(region)}`.toLowerCase();

export const cacheHost = (id: string, region: string): string =>
  `${id}.planned.${region}.cache.${hostSuffixOf(region)}`.toLowerCase();

const executionArn = (id: string, account: string, region: string): string =>
  `arn:${partitionOf(region)}:execute-api:${region}:${account}:${id}`;

/** Attributes that are neither the id nor the ARN alone. */
function furtherOf(
  type: string,
  id: string,
  arn: string,
  { account, region }: Where,
): Record<string, string> {
  switch (type) {
    case "aws_lambda_function":
      return {
        invoke_arn: `arn:${partitionOf(region)}:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
        qualified_arn: `${arn}:1`,
      };
    case "aws_ecr_repository":
      return { repository_url: `${account}.dkr.ecr.${region}.${hostSuffixOf(region)}/${id}` };
    case "aws_bedrock_guardrail":
      return { version: "DRAFT" };
    case "aws_api_gateway_rest_api":
      return { execution_arn: executionArn(id, account, region), root_resource_id: `${id}root` };
    case "aws_apigatewayv2_api":
      return { execution_arn: executionArn(id, account, region) };
    case "aws_ecs_cluster":
    case "aws_ecs_service":
      return { id: arn };
    case "aws_ecs_task_definition":
      return /:\d+$/.test(arn) ? {} : { arn: `${arn}:1`, arn_without_revision: arn };
    case "aws_db_instance":
      return { address: databaseHost(id, region), endpoint: databaseHost(id, region) };
    case "aws_rds_cluster":
      return { endpoint: databaseHost(id, region), reader_endpoint: databaseHost(id, region) };
    case "aws_elasticache_replication_group":
      return {
        primary_endpoint_address: cacheHost(id, region),
        configuration_endpoint_address: cacheHost(id, region),
        reader_endpoint_address: cacheHost(id, region),
      };
    case "aws_s3_bucket":
      return { bucket_domain_name: `${id}.s3.${hostSuffixOf(region)}` };
    default:
      return {};
  }
}
