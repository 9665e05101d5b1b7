import type { Answer, Row } from "../row.ts";
import { account, arn, keyArn, ownRole, ownRoleAnswer, policy, region, roleArn } from "./names.ts";

const service = "bedrock-agentcore-control";
const core = (rest: string) => arn("bedrock-agentcore", rest);
const image = (tag: string) => `${account}.dkr.ecr.${region}.amazonaws.com/good${tag}`;
const identityArn = (name: string) => core(`workload-identity-directory/default/workload-identity/${name}`);
const group = "sg-0123456789abcdef0";

const ownCallers = policy({
  Effect: "Allow",
  Principal: { AWS: roleArn("good") },
  Action: "bedrock-agentcore:InvokeGateway",
  Resource: "*",
});

const runtime = (form: string, more: object): Answer => [
  `${service}:GetAgentRuntime`,
  { agentRuntimeId: `rt-${form}` },
  {
    agentRuntimeId: `rt-${form}`,
    agentRuntimeArn: core(`runtime/rt-${form}`),
    agentRuntimeName: form,
    agentRuntimeVersion: "1",
    status: "READY",
    roleArn: roleArn(form === "good" ? "good-runtime" : form),
    workloadIdentityDetails: { workloadIdentityArn: identityArn(`rt-${form}`) },
    ...more,
  },
];
const each = (make: (form: string) => object) => ["good", "bad"].map(make);

export const agentcore: readonly Row[] = [
  {
    type: "aws_bedrockagentcore_agent_runtime",
    untold: { "aws/agentcore-runtime-metadata": "The provider has no attribute for it" },
    parts: ["aws_bedrockagentcore_agent_runtime_endpoint"],
    hcl: `${ownRole("good-runtime")}
    resource "aws_bedrockagentcore_agent_runtime" "good" {
      agent_runtime_name = "good"
      role_arn = aws_iam_role.good-runtime.arn
      agent_runtime_artifact {
        container_configuration { container_uri = "${image("@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")}" }
      }
      network_configuration {
        network_mode = "VPC"
        network_mode_config {
          security_groups = [aws_security_group.good.id]
          subnets = ["subnet-0123456789abcdef0"]
        }
      }
      authorizer_configuration {
        custom_jwt_authorizer {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          allowed_audience = ["agents"]
        }
      }
      lifecycle_configuration {
        idle_runtime_session_timeout = 900
        max_lifetime = 3600
      }
      protocol_configuration { server_protocol = "HTTP" }
    }
    resource "aws_bedrockagentcore_agent_runtime_endpoint" "good" {
      name = "live"
      agent_runtime_id = aws_bedrockagentcore_agent_runtime.good.agent_runtime_id
      agent_runtime_version = "1"
    }
    resource "aws_bedrockagentcore_agent_runtime" "bad" {
      agent_runtime_name = "bad"
      role_arn = aws_iam_role.bad.arn
      agent_runtime_artifact {
        container_configuration { container_uri = "${image(":latest")}" }
      }
      network_configuration { network_mode = "PUBLIC" }
      environment_variables = { OPENAI_API_KEY = "sk-proj-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6" }
    }`,
    answers: [
      ownRoleAnswer("good-runtime"),
      [
        `${service}:ListWorkloadIdentities`,
        {},
        {
          workloadIdentities: ["rt-good", "rt-bad", "gw-good"].map((name) => ({
            name,
            workloadIdentityArn: identityArn(name),
          })),
        },
      ],
      ...["rt-good", "rt-bad", "gw-good"].map((name): Answer => [
        `${service}:GetWorkloadIdentity`,
        { name },
        { name, workloadIdentityArn: identityArn(name), allowedResourceOauth2ReturnUrls: [] },
      ]),
      [
        `${service}:ListAgentRuntimes`,
        {},
        { agentRuntimes: each((form) => ({ agentRuntimeId: `rt-${form}` })) },
      ],
      runtime("good", {
        agentRuntimeArtifact: {
          containerConfiguration: {
            containerUri: image("@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
          },
        },
        networkConfiguration: {
          networkMode: "VPC",
          networkModeConfig: { securityGroups: [group], subnets: ["subnet-0123456789abcdef0"] },
        },
        authorizerConfiguration: {
          customJWTAuthorizer: {
            discoveryUrl: "https://idp.example.com/.well-known/openid-configuration",
            allowedAudience: ["agents"],
          },
        },
        lifecycleConfiguration: { idleRuntimeSessionTimeout: 900, maxLifetime: 3600 },
        protocolConfiguration: { serverProtocol: "HTTP" },
        metadataConfiguration: { requireMMDSV2: true },
      }),
      runtime("bad", {
        agentRuntimeArtifact: { containerConfiguration: { containerUri: image(":latest") } },
        networkConfiguration: { networkMode: "PUBLIC" },
        lifecycleConfiguration: { idleRuntimeSessionTimeout: 900, maxLifetime: 28_800 },
        environmentVariables: { OPENAI_API_KEY: "sk-proj-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6" },
      }),
      [
        `${service}:ListAgentRuntimeEndpoints`,
        { agentRuntimeId: "rt-good" },
        {
          runtimeEndpoints: [
            { name: "DEFAULT", liveVersion: "1" },
            { name: "live", liveVersion: "1" },
          ],
        },
      ],
      [
        `${service}:ListAgentRuntimeEndpoints`,
        { agentRuntimeId: "rt-bad" },
        { runtimeEndpoints: [{ name: "DEFAULT", liveVersion: "1" }] },
      ],
    ],
  },
  {
    type: "aws_bedrockagentcore_gateway",
    parts: ["aws_bedrockagentcore_gateway_target", "aws_bedrockagentcore_resource_policy"],
    hcl: `
    resource "aws_bedrockagentcore_gateway" "good" {
      name = "good"
      role_arn = aws_iam_role.good.arn
      authorizer_type = "AWS_IAM"
      protocol_type = "MCP"
      kms_key_arn = aws_kms_key.good.arn
      policy_engine_configuration {
        arn = "${core("policy-engine/tools")}"
        mode = "ENFORCE"
      }
    }
    resource "aws_bedrockagentcore_gateway_target" "good" {
      name = "claims"
      gateway_identifier = aws_bedrockagentcore_gateway.good.gateway_id
      credential_provider_configuration {
        gateway_iam_role {}
      }
      target_configuration {
        mcp {
          lambda {
            lambda_arn = aws_lambda_function.good.arn
            tool_schema {
              inline_payload { name = "get_claim" }
            }
          }
        }
      }
    }
    resource "aws_bedrockagentcore_resource_policy" "good" {
      resource_arn = aws_bedrockagentcore_gateway.good.gateway_arn
      policy = ${JSON.stringify(ownCallers)}
    }
    resource "aws_bedrockagentcore_gateway" "bad" {
      name = "bad"
      role_arn = aws_iam_role.bad.arn
      authorizer_type = "NONE"
      protocol_type = "MCP"
      exception_level = "DEBUG"
    }`,
    answers: [
      [`${service}:GetResourcePolicy`, { resourceArn: core("gateway/gw-good") }, { policy: ownCallers }],
      [`${service}:GetResourcePolicy`, {}, "not-found"],
      [`${service}:ListGateways`, {}, { items: each((form) => ({ gatewayId: `gw-${form}` })) }],
      [
        `${service}:GetGateway`,
        { gatewayIdentifier: "gw-good" },
        {
          gatewayId: "gw-good",
          gatewayArn: core("gateway/gw-good"),
          gatewayUrl: "https://gw-good.gateway.bedrock-agentcore.us-east-1.amazonaws.com/mcp",
          name: "good",
          status: "READY",
          roleArn: roleArn("good"),
          protocolType: "MCP",
          authorizerType: "AWS_IAM",
          kmsKeyArn: keyArn,
          webAclArn: arn("wafv2", "regional/webacl/good/w1good"),
          policyEngineConfiguration: { arn: core("policy-engine/tools"), mode: "ENFORCE" },
          workloadIdentityDetails: { workloadIdentityArn: identityArn("gw-good") },
        },
      ],
      [
        `${service}:GetGateway`,
        { gatewayIdentifier: "gw-bad" },
        {
          gatewayId: "gw-bad",
          gatewayArn: core("gateway/gw-bad"),
          gatewayUrl: "https://gw-bad.gateway.bedrock-agentcore.us-east-1.amazonaws.com/mcp",
          name: "bad",
          status: "READY",
          roleArn: roleArn("bad"),
          protocolType: "MCP",
          authorizerType: "NONE",
          exceptionLevel: "DEBUG",
        },
      ],
      [
        `${service}:ListGatewayTargets`,
        { gatewayIdentifier: "gw-good" },
        { items: [{ targetId: "T1", name: "claims", status: "READY" }] },
      ],
      [
        `${service}:GetGatewayTarget`,
        { gatewayIdentifier: "gw-good", targetId: "T1" },
        {
          targetId: "T1",
          name: "claims",
          status: "READY",
          targetConfiguration: {
            mcp: {
              lambda: {
                lambdaArn: arn("lambda", "function:good"),
                toolSchema: {
                  inlinePayload: [
                    { name: "get_claim", description: "Reads a claim", inputSchema: { type: "object" } },
                  ],
                },
              },
            },
          },
          credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
        },
      ],
    ],
  },
  {
    type: "aws_bedrockagentcore_memory",
    parts: ["aws_bedrockagentcore_memory_strategy"],
    hcl: `
    resource "aws_bedrockagentcore_memory" "good" {
      name = "good"
      event_expiry_duration = 30
      encryption_key_arn = aws_kms_key.good.arn
      memory_execution_role_arn = aws_iam_role.good.arn
    }
    resource "aws_bedrockagentcore_memory_strategy" "good" {
      name = "facts"
      memory_id = aws_bedrockagentcore_memory.good.id
      type = "SEMANTIC"
    }
    resource "aws_bedrockagentcore_memory" "bad" {
      name = "bad"
      event_expiry_duration = 365
    }`,
    answers: [
      [
        `${service}:ListMemories`,
        {},
        {
          memories: each((form) => ({
            id: `mem-${form}`,
            arn: core(`memory/mem-${form}`),
            status: "ACTIVE",
          })),
        },
      ],
      [
        `${service}:GetMemory`,
        { memoryId: "mem-good" },
        {
          memory: {
            id: "mem-good",
            arn: core("memory/mem-good"),
            name: "good",
            status: "ACTIVE",
            eventExpiryDuration: 30,
            encryptionKeyArn: keyArn,
            memoryExecutionRoleArn: roleArn("good"),
            strategies: [{ strategyId: "facts-1", name: "facts", type: "SEMANTIC", namespaces: [] }],
          },
        },
      ],
      [
        `${service}:GetMemory`,
        { memoryId: "mem-bad" },
        {
          memory: {
            id: "mem-bad",
            arn: core("memory/mem-bad"),
            name: "bad",
            status: "ACTIVE",
            eventExpiryDuration: 365,
            strategies: [],
          },
        },
      ],
    ],
  },
];
