import { asRecord } from "../record.ts";
import { listOf, type Kind, type Properties } from "./kind.ts";

/** Bedrock, AgentCore and SageMaker. */
export const aiKinds: Readonly<Record<string, Kind>> = {
  "AWS::Bedrock::Guardrail": {
    type: "aws_bedrock_guardrail",
    ref: "arn",
    renamed: { ContentFiltersTierConfig: "tier_config" },
  },
  "AWS::Bedrock::GuardrailVersion": {
    type: "aws_bedrock_guardrail_version",
    renamed: { GuardrailIdentifier: "guardrail_arn" },
  },
  "AWS::Bedrock::Agent": {
    type: "aws_bedrockagent_agent",
    parts: (properties, { id }) => [
      ...listOf(properties["ActionGroups"]).map((group) => ({
        type: "aws_bedrockagent_agent_action_group",
        properties: { ...withMemberFunctions(group), AgentId: id },
      })),
      ...listOf(properties["KnowledgeBases"]).map((base) => ({
        type: "aws_bedrockagent_agent_knowledge_base_association",
        properties: { ...base, AgentId: id },
      })),
    ],
  },
  "AWS::Bedrock::AgentAlias": { type: "aws_bedrockagent_agent_alias" },
  "AWS::Bedrock::KnowledgeBase": {
    type: "aws_bedrockagent_knowledge_base",
    renamed: { SupplementalDataStorageLocations: "storage_location" },
  },
  "AWS::Bedrock::DataSource": { type: "aws_bedrockagent_data_source" },
  "AWS::Bedrock::ApplicationInferenceProfile": {
    type: "aws_bedrock_inference_profile",
    ref: "arn",
    renamed: { InferenceProfileName: "name" },
  },
  "AWS::BedrockAgentCore::Runtime": {
    type: "aws_bedrockagentcore_agent_runtime",
    maps: ["EnvironmentVariables"],
    adjust: ({ ProtocolConfiguration, ...properties }) => ({
      ...properties,
      ...(typeof ProtocolConfiguration === "string"
        ? { ProtocolConfiguration: { ServerProtocol: ProtocolConfiguration } }
        : {}),
    }),
  },
  "AWS::BedrockAgentCore::RuntimeEndpoint": { type: "aws_bedrockagentcore_agent_runtime_endpoint" },
  "AWS::BedrockAgentCore::Gateway": {
    type: "aws_bedrockagentcore_gateway",
    renamed: { InterceptorConfigurations: "interceptor_configuration" },
  },
  "AWS::BedrockAgentCore::GatewayTarget": {
    type: "aws_bedrockagentcore_gateway_target",
    adjust: withGatewayCredentials,
  },
  "AWS::BedrockAgentCore::ResourcePolicy": {
    type: "aws_bedrockagentcore_resource_policy",
    documents: ["Policy"],
  },
  "AWS::BedrockAgentCore::Memory": {
    type: "aws_bedrockagentcore_memory",
    parts: (properties, { id }) =>
      listOf(properties["MemoryStrategies"]).map((strategy) => ({
        type: "aws_bedrockagentcore_memory_strategy",
        properties: { MemoryId: id, Type: strategyTypeOf(strategy) },
      })),
  },
  "AWS::BedrockAgentCore::BrowserCustom": {
    type: "aws_bedrockagentcore_browser",
    renamed: { RecordingConfig: "recording" },
  },
  "AWS::BedrockAgentCore::CodeInterpreterCustom": { type: "aws_bedrockagentcore_code_interpreter" },
  "AWS::SageMaker::NotebookInstance": {
    type: "aws_sagemaker_notebook_instance",
    renamed: { NotebookInstanceName: "name", SecurityGroupIds: "security_groups" },
  },
  "AWS::SageMaker::Model": {
    type: "aws_sagemaker_model",
    ref: "arn",
    renamed: { ModelName: "name", Containers: "container" },
  },
  "AWS::SageMaker::EndpointConfig": {
    type: "aws_sagemaker_endpoint_configuration",
    ref: "arn",
    renamed: { EndpointConfigName: "name", KmsKeyId: "kms_key_arn" },
  },
  "AWS::SageMaker::Endpoint": {
    type: "aws_sagemaker_endpoint",
    ref: "arn",
    renamed: { EndpointName: "name" },
  },
  "AWS::SageMaker::Domain": { type: "aws_sagemaker_domain" },
  "AWS::SageMaker::FeatureGroup": { type: "aws_sagemaker_feature_group" },
};

function withMemberFunctions({ FunctionSchema, ...group }: Properties): Properties {
  if (FunctionSchema === undefined) return group;
  return { ...group, FunctionSchema: { MemberFunctions: FunctionSchema } };
}

/** Which credential a gateway calls with is a word here, and a block of that name in Terraform. */
function withGatewayCredentials(properties: Properties): Properties {
  const [first] = listOf(properties["CredentialProviderConfigurations"]);
  const { CredentialProviderConfigurations: _, ...rest }: Properties = {
    CredentialProviderConfigurations: null,
    ...properties,
  };
  const openApi = asRecord(asRecord(asRecord(rest["TargetConfiguration"])["Mcp"])["OpenApiSchema"]);
  const target =
    openApi["InlinePayload"] === undefined
      ? {}
      : {
          TargetConfiguration: {
            Mcp: { OpenApiSchema: { InlinePayload: { Payload: openApi["InlinePayload"] } } },
          },
        };
  const type = first?.["CredentialProviderType"];
  if (typeof type !== "string") return { ...rest, ...target };
  const oauth = asRecord(asRecord(first?.["CredentialProvider"])["OauthCredentialProvider"]);
  const word = type
    .toLowerCase()
    .split("_")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
  return { ...rest, ...target, CredentialProviderConfiguration: { [word]: type === "OAUTH" ? oauth : {} } };
}

/** The strategy's type is the name of its only member. */
const strategyTypeOf = (strategy: Properties): string =>
  (Object.keys(strategy)[0] ?? "Custom").replace(/MemoryStrategy$/, "").toUpperCase();
