import { asRecord } from "../record.ts";
import { holdsUnknown, notKnown } from "./intrinsics.ts";
import { listOf, type Kind, type Part, type Properties } from "./kind.ts";

const routes = { AuthorizationType: "authorization", AccessLogSetting: "access_log_settings" } as const;

/** What answers callers and runs code: APIs, containers, clusters and pipelines. */
export const serviceKinds: Readonly<Record<string, Kind>> = {
  "AWS::ApiGateway::RestApi": {
    type: "aws_api_gateway_rest_api",
    documents: ["Policy", "Body"],
    adjust: withBody,
  },
  "AWS::ApiGateway::Resource": { type: "aws_api_gateway_resource" },
  "AWS::ApiGateway::Method": {
    type: "aws_api_gateway_method",
    renamed: routes,
    parts: ({ Integration, RestApiId, ResourceId, HttpMethod }) =>
      Integration === undefined
        ? []
        : [
            {
              type: "aws_api_gateway_integration",
              properties: { ...asRecord(Integration), RestApiId, ResourceId, HttpMethod },
            },
          ],
  },
  "AWS::ApiGateway::Stage": {
    type: "aws_api_gateway_stage",
    renamed: routes,
    maps: ["Variables"],
    parts: methodSettings,
  },
  // One that names a stage makes it.
  "AWS::ApiGateway::Deployment": {
    type: null,
    parts: ({ StageName, StageDescription, RestApiId }) => {
      if (StageName === undefined) return [];
      const properties = { ...asRecord(StageDescription), StageName, RestApiId };
      return [
        { type: "aws_api_gateway_stage", renamed: routes, maps: ["Variables"], properties },
        ...methodSettings(properties),
      ];
    },
  },
  "AWS::ApiGateway::UsagePlan": {
    type: "aws_api_gateway_usage_plan",
    renamed: { Throttle: "throttle_settings" },
  },
  "AWS::ApiGatewayV2::Api": { type: "aws_apigatewayv2_api", documents: ["Body"], adjust: withBody },
  "AWS::ApiGatewayV2::Integration": { type: "aws_apigatewayv2_integration" },
  "AWS::ApiGatewayV2::Route": { type: "aws_apigatewayv2_route" },
  "AWS::ApiGatewayV2::Stage": {
    type: "aws_apigatewayv2_stage",
    renamed: { StageName: "name" },
    maps: ["StageVariables"],
  },
  "AWS::ECS::Cluster": { type: "aws_ecs_cluster", renamed: { ClusterName: "name" } },
  "AWS::ECS::TaskDefinition": {
    type: "aws_ecs_task_definition",
    ref: "arn",
    adjust: ({ ContainerDefinitions, ...properties }) => ({
      ...properties,
      ContainerDefinitions: inOwnWords(ContainerDefinitions ?? []),
    }),
  },
  "AWS::ECS::Service": {
    type: "aws_ecs_service",
    ref: "arn",
    renamed: { ServiceName: "name", LoadBalancers: "load_balancer" },
    adjust: ({ NetworkConfiguration, ...properties }) => ({
      ...properties,
      ...(NetworkConfiguration === undefined
        ? {}
        : { NetworkConfiguration: taskNetwork(NetworkConfiguration) }),
    }),
  },
  "AWS::EKS::Cluster": {
    type: "aws_eks_cluster",
    renamed: { ResourcesVpcConfig: "vpc_config" },
    adjust: ({ Logging, ...properties }) => ({ ...properties, EnabledClusterLogTypes: logTypes(Logging) }),
  },
  "AWS::EKS::Addon": { type: "aws_eks_addon" },
  "AWS::EKS::PodIdentityAssociation": { type: "aws_eks_pod_identity_association" },
  "AWS::Bedrock::Flow": {
    type: "aws_bedrockagent_flow",
    ref: "arn",
    renamed: { Nodes: "node" },
    adjust: withDefinition,
  },
  "AWS::Bedrock::Prompt": {
    type: "aws_bedrockagent_prompt",
    ref: "arn",
    renamed: { Variants: "variant", Messages: "message" },
  },
  "AWS::SageMaker::Pipeline": {
    type: "aws_sagemaker_pipeline",
    adjust: ({ PipelineDefinition, ...properties }) => ({
      ...properties,
      PipelineDefinition: asRecord(PipelineDefinition)["PipelineDefinitionBody"],
    }),
  },
  "AWS::SageMaker::ModelPackageGroup": {
    type: "aws_sagemaker_model_package_group",
    ref: "arn",
    parts: ({ ModelPackageGroupPolicy }, { id }) =>
      ModelPackageGroupPolicy === undefined
        ? []
        : [
            {
              type: "aws_sagemaker_model_package_group_policy",
              documents: ["ResourcePolicy"],
              properties: { ModelPackageGroupName: id, ResourcePolicy: ModelPackageGroupPolicy },
            },
          ],
  },
  "AWS::SageMaker::MonitoringSchedule": {
    type: "aws_sagemaker_monitoring_schedule",
    ref: "arn",
    renamed: { MonitoringScheduleName: "name" },
  },
  "AWS::SageMaker::DataQualityJobDefinition": {
    type: "aws_sagemaker_data_quality_job_definition",
    ref: "arn",
    renamed: { JobDefinitionName: "name" },
  },
};

/** Routes that stand in a file elsewhere may be any. */
function withBody({ BodyS3Location, ...properties }: Properties): Properties {
  return BodyS3Location === undefined ? properties : { ...properties, Body: notKnown };
}

/** Settings of methods stand with their stage: `GET` of `/~1chat` is `~1chat/GET`. */
function methodSettings({ MethodSettings, RestApiId, StageName }: Properties): Part[] {
  return listOf(MethodSettings).map(({ HttpMethod, ResourcePath, ...Settings }) => ({
    type: "aws_api_gateway_method_settings",
    properties: {
      RestApiId,
      StageName,
      MethodPath: pathOf(ResourcePath ?? "/*", HttpMethod ?? "*"),
      Settings,
    },
  }));
}

const pathOf = (resource: unknown, method: unknown): unknown =>
  typeof resource === "string" && typeof method === "string"
    ? `${resource.replace(/^\//, "")}/${method}`
    : notKnown;

/** The containers as the service itself words them, which Terraform keeps as one text. */
function inOwnWords(containers: unknown): unknown {
  return holdsUnknown(containers) ? notKnown : JSON.stringify(lowered(containers));
}

const lowered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(lowered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]: [string, unknown]) => [
      `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
      // Their names are the customer's own.
      name === "Options" || name === "DockerLabels" ? one : lowered(one),
    ]),
  );
};

function taskNetwork(configuration: unknown): unknown {
  if (configuration === notKnown) return notKnown;
  const { AssignPublicIp, ...network } = asRecord(asRecord(configuration)["AwsvpcConfiguration"]);
  const isPublic = AssignPublicIp === notKnown ? notKnown : AssignPublicIp === "ENABLED";
  return { ...network, AssignPublicIp: isPublic };
}

function logTypes(logging: unknown): unknown {
  if (holdsUnknown(logging)) return notKnown;
  return listOf(asRecord(asRecord(logging)["ClusterLogging"])["EnabledTypes"]).map(({ Type }) => Type);
}

/** A flow may stand as JSON text, or in a bucket that nobody reads here. */
function withDefinition({ DefinitionString, DefinitionS3Location, ...properties }: Properties): Properties {
  if (DefinitionS3Location !== undefined) return { ...properties, Definition: notKnown };
  if (DefinitionString === undefined) return properties;
  return { ...properties, Definition: parsed(DefinitionString) };
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === "string" ? (JSON.parse(text) as unknown) : notKnown;
  } catch {
    return notKnown;
  }
}
