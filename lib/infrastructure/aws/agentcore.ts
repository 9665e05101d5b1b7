import type { Block } from "../block.ts";
import { present } from "../present.ts";
import { tell } from "./bedrock.ts";
import type { AwsEstate } from "./estate.ts";
import { aclBefore } from "./firewalls.ts";
import { policyText } from "./policies.ts";

const service = "bedrock-agentcore-control";

/** Runtimes, gateways, memories and tools of AgentCore. */
export function declareAgentcore(estate: AwsEstate): void {
  estate.each("aws_bedrockagentcore_agent_runtime", (block) => declareRuntime(estate, block));
  estate.each("aws_bedrockagentcore_gateway", (block) => declareGateway(estate, block));
  estate.each("aws_bedrockagentcore_memory", (block) => declareMemory(estate, block));
  estate.each("aws_bedrockagentcore_browser", (block) => declareTool(estate, block, "browser"));
  estate.each("aws_bedrockagentcore_code_interpreter", (block) =>
    declareTool(estate, block, "codeInterpreter"),
  );
}

function declareAround(estate: AwsEstate, block: Block): void {
  const resourceArn = estate.arnOf(block);
  const [written] = estate.naming("aws_bedrockagentcore_resource_policy", "resource_arn", resourceArn);
  const policy = written && policyText(written, "policy");
  const call = `${service}:GetResourcePolicy`;
  if (policy === undefined) estate.answers.deny(call, estate.regionOf(block), { resourceArn });
  else estate.answers.say(call, estate.regionOf(block), { resourceArn }, { policy });
  tell(estate, block, `${service}:ListTagsForResource`, { resourceArn });
}

function network(block: Block | undefined, member: "networkModeConfig" | "vpcConfig") {
  const config = block?.block("network_mode_config") ?? block?.block("vpc_config");
  return present({
    networkMode: block?.text("network_mode") ?? "PUBLIC",
    [member]: config && { securityGroups: config.texts("security_groups") },
  });
}

/** Only that a token is asked for matters here, not whose. */
const authorizer = (block: Block | undefined) =>
  block?.block("custom_jwt_authorizer") ? { customJWTAuthorizer: {} } : undefined;

function declareRuntime(estate: AwsEstate, block: Block): void {
  const region = estate.regionOf(block);
  const agentRuntimeId = estate.idOf(block);
  const lifecycle = block.block("lifecycle_configuration");
  const container = block.block("agent_runtime_artifact")?.block("container_configuration");
  const protocol = block.block("protocol_configuration");
  estate.answers.list(`${service}:ListAgentRuntimes`, region, "agentRuntimes", [{ agentRuntimeId }]);
  estate.answers.say(
    `${service}:GetAgentRuntime`,
    region,
    { agentRuntimeId },
    present({
      agentRuntimeId,
      agentRuntimeArn: estate.arnOf(block),
      agentRuntimeName: block.text("agent_runtime_name"),
      agentRuntimeVersion: block.known("agent_runtime_version") ?? "1",
      status: "READY",
      roleArn: block.text("role_arn"),
      networkConfiguration: network(block.block("network_configuration"), "networkModeConfig"),
      lifecycleConfiguration:
        lifecycle &&
        present({
          idleRuntimeSessionTimeout: lifecycle.number("idle_runtime_session_timeout"),
          maxLifetime: lifecycle.number("max_lifetime"),
        }),
      protocolConfiguration: protocol && present({ serverProtocol: protocol.text("server_protocol") }),
      agentRuntimeArtifact: container && {
        containerConfiguration: present({ containerUri: container.text("container_uri") }),
      },
      environmentVariables: block.map("environment_variables"),
      authorizerConfiguration: authorizer(block.block("authorizer_configuration")),
    }),
  );
  estate.answers.list(
    `${service}:ListAgentRuntimeEndpoints`,
    region,
    "runtimeEndpoints",
    estate
      .naming("aws_bedrockagentcore_agent_runtime_endpoint", "agent_runtime_id", agentRuntimeId)
      .map((one) => present({ name: one.text("name"), liveVersion: one.text("agent_runtime_version") })),
    { agentRuntimeId },
  );
  declareAround(estate, block);
}

function declareGateway(estate: AwsEstate, block: Block): void {
  const region = estate.regionOf(block);
  const gatewayId = estate.idOf(block);
  const engine = block.block("policy_engine_configuration");
  const authorizerType = block.choice("authorizer_type", "NONE", "CUSTOM_JWT", "AWS_IAM");
  estate.answers.list(`${service}:ListGateways`, region, "items", [{ gatewayId }]);
  estate.answers.say(
    `${service}:GetGateway`,
    region,
    { gatewayIdentifier: gatewayId },
    present({
      gatewayId,
      gatewayArn: estate.arnOf(block),
      name: block.text("name"),
      status: "READY",
      gatewayUrl: block.known("gateway_url"),
      roleArn: block.text("role_arn"),
      protocolType: block.text("protocol_type"),
      authorizerType,
      authorizerConfiguration: authorizer(block.block("authorizer_configuration")),
      kmsKeyArn: block.text("kms_key_arn"),
      policyEngineConfiguration: engine && present({ arn: engine.text("arn"), mode: engine.text("mode") }),
      exceptionLevel: block.text("exception_level"),
      webAclArn: aclBefore(estate, estate.arnOf(block)),
      interceptorConfigurations: block
        .blocks("interceptor_configuration")
        .map((one) => ({ interceptionPoints: one.texts("interception_points") })),
    }),
  );
  const targets = estate.naming("aws_bedrockagentcore_gateway_target", "gateway_identifier", gatewayId);
  estate.answers.list(
    `${service}:ListGatewayTargets`,
    region,
    "items",
    targets.map((target) => {
      const targetId = target.known("target_id") ?? target.declared.place.address;
      const match = { gatewayIdentifier: gatewayId, targetId };
      estate.answers.say(`${service}:GetGatewayTarget`, region, match, targetOf(target));
      return { targetId };
    }),
    { gatewayIdentifier: gatewayId },
  );
  declareAround(estate, block);
}

function targetOf(block: Block) {
  const mcp = block.block("target_configuration")?.block("mcp");
  const lambda = mcp?.block("lambda");
  const openApi = mcp?.block("open_api_schema");
  const server = mcp?.block("mcp_server");
  const credentials = block.block("credential_provider_configuration");
  const kind = ["gateway_iam_role", "oauth", "api_key", "caller_iam_credentials", "jwt_passthrough"].find(
    (name) => credentials?.block(name),
  );
  const oauth = credentials?.block("oauth");
  return {
    name: block.text("name") ?? block.declared.place.address,
    targetConfiguration: {
      mcp: present({
        lambda: lambda && present({ lambdaArn: lambda.text("lambda_arn"), toolSchema: toolsOf(lambda) }),
        openApiSchema:
          openApi && present({ inlinePayload: openApi.block("inline_payload")?.text("payload") }),
        mcpServer: server && present({ endpoint: server.text("endpoint") }),
      }),
    },
    credentialProviderConfigurations: kind
      ? [
          {
            credentialProviderType: kind.toUpperCase(),
            credentialProvider: oauth
              ? { oauthCredentialProvider: present({ grantType: oauth.text("grant_type") }) }
              : {},
          },
        ]
      : [],
  };
}

function toolsOf(lambda: Block) {
  const payload = lambda.block("tool_schema")?.blocks("inline_payload");
  return present({
    inlinePayload: payload?.map((tool) => ({ name: tool.text("name") ?? tool.declared.place.address })),
  });
}

function declareMemory(estate: AwsEstate, block: Block): void {
  const region = estate.regionOf(block);
  const id = estate.idOf(block);
  const strategies = estate.naming("aws_bedrockagentcore_memory_strategy", "memory_id", id);
  estate.answers.list(`${service}:ListMemories`, region, "memories", [{ id }]);
  estate.answers.say(
    `${service}:GetMemory`,
    region,
    { memoryId: id },
    {
      memory: present({
        id,
        arn: estate.arnOf(block),
        name: block.text("name"),
        status: "ACTIVE",
        encryptionKeyArn: block.text("encryption_key_arn"),
        memoryExecutionRoleArn: block.text("memory_execution_role_arn"),
        eventExpiryDuration: block.number("event_expiry_duration"),
        strategies: strategies.map((one) => ({ type: one.text("type") ?? "CUSTOM" })),
      }),
    },
  );
  declareAround(estate, block);
}

function declareTool(estate: AwsEstate, block: Block, stem: "browser" | "codeInterpreter"): void {
  const region = estate.regionOf(block);
  const id = estate.idOf(block);
  const title = stem === "browser" ? "Browser" : "CodeInterpreter";
  const recording = block.block("recording");
  const bucket = recording?.block("s3_location")?.text("bucket");
  estate.answers.list(`${service}:List${title}s`, region, `${stem}Summaries`, [{ [`${stem}Id`]: id }]);
  estate.answers.say(
    `${service}:Get${title}`,
    region,
    { [`${stem}Id`]: id },
    present({
      [`${stem}Arn`]: estate.arnOf(block),
      name: block.text("name"),
      status: "READY",
      executionRoleArn: block.text("execution_role_arn"),
      networkConfiguration: network(block.block("network_configuration"), "vpcConfig"),
      recording:
        recording &&
        present({ enabled: recording.flag("enabled") ?? true, s3Location: bucket ? { bucket } : undefined }),
    }),
  );
  declareAround(estate, block);
}
