import type { Answer, Row } from "../row.ts";
import { arn, keyArn, ownRole, ownRoleAnswer, region, roleArn } from "./names.ts";

const now = new Date().toISOString();
const trustKey = { idleSessionTTLInSeconds: 600, agentStatus: "PREPARED", agentCollaboration: "DISABLED" };
const anthropic = "anthropic.claude-sonnet-4-20250514-v1:0";
const narrow = "Answer questions on claims with what the knowledge base holds and nothing else.";
const wide = "Help with everything you are asked and use any tool you like for it, always.";
const goodAgent = {
  ...trustKey,
  agentId: "AGENTGOOD1",
  agentArn: arn("bedrock", "agent/AGENTGOOD1"),
  agentName: "good",
  foundationModel: anthropic,
  instruction: narrow,
  agentResourceRoleArn: roleArn("good-agent"),
  customerEncryptionKeyArn: keyArn,
  guardrailConfiguration: { guardrailIdentifier: "gr1good", guardrailVersion: "1" },
};
const badAgent = {
  ...trustKey,
  agentId: "AGENTBAD01",
  agentArn: arn("bedrock", "agent/AGENTBAD01"),
  agentName: "bad",
  foundationModel: anthropic,
  instruction: wide,
  idleSessionTTLInSeconds: 3600,
  agentResourceRoleArn: roleArn("bad"),
};
const base = (form: string, storage: string) => ({
  knowledgeBase: {
    knowledgeBaseId: `KB${form.toUpperCase()}`,
    knowledgeBaseArn: arn("bedrock", `knowledge-base/KB${form.toUpperCase()}`),
    name: form,
    status: "ACTIVE",
    roleArn: roleArn(form === "good" ? "good-base" : form),
    knowledgeBaseConfiguration: {
      type: "VECTOR",
      vectorKnowledgeBaseConfiguration: {
        embeddingModelArn: `arn:aws:bedrock:${region}::foundation-model/amazon.titan-embed-text-v2:0`,
      },
    },
    storageConfiguration: {
      type: "OPENSEARCH_SERVERLESS",
      opensearchServerlessConfiguration: {
        collectionArn: arn("aoss", `collection/${storage}`),
        vectorIndexName: "passages",
        fieldMapping: { vectorField: "v", textField: "t", metadataField: "m" },
      },
    },
  },
});
const source = (form: string): readonly Answer[] => [
  [
    "bedrock-agent:ListDataSources",
    { knowledgeBaseId: `KB${form.toUpperCase()}` },
    {
      dataSourceSummaries: [
        {
          knowledgeBaseId: `KB${form.toUpperCase()}`,
          dataSourceId: `DS${form}`,
          name: form,
          status: "AVAILABLE",
        },
      ],
    },
  ],
  [
    "bedrock-agent:GetDataSource",
    { knowledgeBaseId: `KB${form.toUpperCase()}`, dataSourceId: `DS${form}` },
    {
      dataSource: {
        dataSourceId: `DS${form}`,
        knowledgeBaseId: `KB${form.toUpperCase()}`,
        name: form,
        status: "AVAILABLE",
        dataDeletionPolicy: "DELETE",
        dataSourceConfiguration: { type: "S3", s3Configuration: { bucketArn: `arn:aws:s3:::acme-${form}` } },
        ...(form === "good" ? { serverSideEncryptionConfiguration: { kmsKeyArn: keyArn } } : {}),
      },
    },
  ],
];
const baseHcl = (form: string, key: string) => `
    resource "aws_bedrockagent_knowledge_base" "${form}" {
      name = "${form}"
      role_arn = aws_iam_role.${form === "good" ? "good-base" : form}.arn
      knowledge_base_configuration {
        type = "VECTOR"
        vector_knowledge_base_configuration {
          embedding_model_arn = "arn:aws:bedrock:${region}::foundation-model/amazon.titan-embed-text-v2:0"
        }
      }
      storage_configuration {
        type = "OPENSEARCH_SERVERLESS"
        opensearch_serverless_configuration {
          collection_arn = aws_opensearchserverless_collection.${form}.arn
          vector_index_name = "passages"
        }
      }
    }
    resource "aws_bedrockagent_data_source" "${form}" {
      knowledge_base_id = aws_bedrockagent_knowledge_base.${form}.id
      name = "${form}"
      data_source_configuration {
        type = "S3"
        s3_configuration { bucket_arn = aws_s3_bucket.${form}.arn }
      }
      ${key}
    }`;

export const bedrockAgents: readonly Row[] = [
  {
    type: "aws_bedrockagent_agent",
    parts: ["aws_bedrockagent_agent_alias", "aws_bedrockagent_agent_knowledge_base_association"],
    hcl: `${ownRole("good-agent")}
    resource "aws_bedrockagent_agent" "good" {
      agent_name = "good"
      agent_resource_role_arn = aws_iam_role.good-agent.arn
      foundation_model = "${anthropic}"
      instruction = "${narrow}"
      customer_encryption_key_arn = aws_kms_key.good.arn
      guardrail_configuration {
        guardrail_identifier = aws_bedrock_guardrail.good.guardrail_id
        guardrail_version = "1"
      }
    }
    resource "aws_bedrockagent_agent_alias" "good" {
      agent_alias_name = "live"
      agent_id = aws_bedrockagent_agent.good.agent_id
    }
    resource "aws_bedrockagent_agent_knowledge_base_association" "good" {
      agent_id = aws_bedrockagent_agent.good.agent_id
      description = "Claims"
      knowledge_base_id = aws_bedrockagent_knowledge_base.good.id
      knowledge_base_state = "ENABLED"
    }
    resource "aws_bedrockagent_agent" "bad" {
      agent_name = "bad"
      agent_resource_role_arn = aws_iam_role.bad.arn
      foundation_model = "${anthropic}"
      instruction = "${wide}"
      idle_session_ttl_in_seconds = 3600
    }`,
    answers: [
      ownRoleAnswer("good-agent"),
      [
        "bedrock-agent:ListAgents",
        {},
        { agentSummaries: [{ agentId: "AGENTGOOD1" }, { agentId: "AGENTBAD01" }] },
      ],
      ["bedrock-agent:GetAgent", { agentId: "AGENTGOOD1" }, { agent: goodAgent }],
      ["bedrock-agent:GetAgent", { agentId: "AGENTBAD01" }, { agent: badAgent }],
      [
        "bedrock-agent:GetAgentVersion",
        { agentId: "AGENTGOOD1", agentVersion: "1" },
        { agentVersion: { ...goodAgent, version: "1" } },
      ],
      [
        "bedrock-agent:ListAgentAliases",
        { agentId: "AGENTGOOD1" },
        {
          agentAliasSummaries: [
            {
              agentAliasId: "ALIASLIVE1",
              agentAliasName: "live",
              routingConfiguration: [{ agentVersion: "1" }],
            },
            {
              agentAliasId: "TSTALIASID",
              agentAliasName: "AgentTestAlias",
              routingConfiguration: [{ agentVersion: "DRAFT" }],
            },
          ],
        },
      ],
      [
        "bedrock-agent:ListAgentAliases",
        { agentId: "AGENTBAD01" },
        {
          agentAliasSummaries: [
            {
              agentAliasId: "TSTALIASID",
              agentAliasName: "AgentTestAlias",
              routingConfiguration: [{ agentVersion: "DRAFT" }],
            },
          ],
        },
      ],
      [
        "bedrock-agent:ListAgentKnowledgeBases",
        { agentId: "AGENTGOOD1" },
        { agentKnowledgeBaseSummaries: [{ knowledgeBaseId: "KBGOOD", knowledgeBaseState: "ENABLED" }] },
      ],
    ],
  },
  {
    type: "aws_bedrockagent_agent_action_group",
    hcl: `
    resource "aws_bedrockagent_agent_action_group" "good" {
      action_group_name = "lookup"
      agent_id = aws_bedrockagent_agent.good.agent_id
      agent_version = "DRAFT"
      action_group_executor { lambda = aws_lambda_function.good.arn }
      function_schema {
        member_functions {
          functions {
            name = "get_claim"
            description = "Reads a claim"
          }
        }
      }
    }
    resource "aws_bedrockagent_agent_action_group" "bad" {
      action_group_name = "delete"
      agent_id = aws_bedrockagent_agent.bad.agent_id
      agent_version = "DRAFT"
      action_group_executor { lambda = aws_lambda_function.bad.arn }
      function_schema {
        member_functions {
          functions { name = "delete_claim" }
        }
      }
    }
    resource "aws_bedrockagent_agent_action_group" "code" {
      action_group_name = "code"
      agent_id = aws_bedrockagent_agent.bad.agent_id
      agent_version = "DRAFT"
      parent_action_group_signature = "AMAZON.CodeInterpreter"
    }`,
    answers: [
      [
        "bedrock-agent:ListAgentActionGroups",
        { agentId: "AGENTGOOD1" },
        {
          actionGroupSummaries: [
            { actionGroupId: "AGGOOD", actionGroupName: "lookup", actionGroupState: "ENABLED" },
          ],
        },
      ],
      [
        "bedrock-agent:ListAgentActionGroups",
        { agentId: "AGENTBAD01" },
        {
          actionGroupSummaries: [
            { actionGroupId: "AGBAD", actionGroupName: "delete", actionGroupState: "ENABLED" },
            { actionGroupId: "AGCODE", actionGroupName: "code", actionGroupState: "ENABLED" },
          ],
        },
      ],
      [
        "bedrock-agent:GetAgentActionGroup",
        { agentId: "AGENTGOOD1", actionGroupId: "AGGOOD" },
        {
          agentActionGroup: {
            agentId: "AGENTGOOD1",
            actionGroupId: "AGGOOD",
            actionGroupName: "lookup",
            actionGroupState: "ENABLED",
            actionGroupExecutor: { lambda: arn("lambda", "function:good") },
            functionSchema: {
              functions: [
                { name: "get_claim", description: "Reads a claim", requireConfirmation: "DISABLED" },
              ],
            },
          },
        },
      ],
      [
        "bedrock-agent:GetAgentActionGroup",
        { agentId: "AGENTBAD01", actionGroupId: "AGBAD" },
        {
          agentActionGroup: {
            agentId: "AGENTBAD01",
            actionGroupId: "AGBAD",
            actionGroupName: "delete",
            actionGroupState: "ENABLED",
            actionGroupExecutor: { lambda: arn("lambda", "function:bad") },
            functionSchema: { functions: [{ name: "delete_claim", requireConfirmation: "DISABLED" }] },
          },
        },
      ],
      [
        "bedrock-agent:GetAgentActionGroup",
        { agentId: "AGENTBAD01", actionGroupId: "AGCODE" },
        {
          agentActionGroup: {
            agentId: "AGENTBAD01",
            actionGroupId: "AGCODE",
            actionGroupName: "code",
            actionGroupState: "ENABLED",
            parentActionSignature: "AMAZON.CodeInterpreter",
          },
        },
      ],
    ],
  },
  {
    type: "aws_bedrockagent_knowledge_base",
    untold: { "aws/bedrock-knowledge-base-sync": "Only what runs can fail" },
    parts: ["aws_bedrockagent_data_source"],
    hcl:
      ownRole("good-base") +
      baseHcl("good", "server_side_encryption_configuration { kms_key_arn = aws_kms_key.good.arn }") +
      baseHcl("bad", ""),
    answers: [
      ownRoleAnswer("good-base"),
      [
        "bedrock-agent:ListKnowledgeBases",
        {},
        { knowledgeBaseSummaries: [{ knowledgeBaseId: "KBGOOD" }, { knowledgeBaseId: "KBBAD" }] },
      ],
      ["bedrock-agent:GetKnowledgeBase", { knowledgeBaseId: "KBGOOD" }, base("good", "colgood")],
      ["bedrock-agent:GetKnowledgeBase", { knowledgeBaseId: "KBBAD" }, base("bad", "colbad")],
      [
        "bedrock-agent:ListIngestionJobs",
        {},
        {
          ingestionJobSummaries: [
            { ingestionJobId: "I1", status: "COMPLETE", startedAt: now, updatedAt: now, statistics: {} },
          ],
        },
      ],
      ...source("good"),
      ...source("bad"),
    ],
  },
];
