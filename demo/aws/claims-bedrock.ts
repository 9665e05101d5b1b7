import {
  actionGroupId,
  agentId,
  aliasId,
  collectionArn,
  collectionId,
  corpus,
  dataSourceId,
  guardrailId,
  knowledgeBaseId,
  models,
  tags,
} from "./claims-names.ts";
import { claimsGuardrail } from "./claims-guardrail.ts";
import type { Answers } from "./estate-type.ts";
import { account, arn, bucketArn, functionArn, home, keyArn, madeAt, roleArn } from "./names.ts";

/** The agent, its tool and its knowledge base. As it is, no guardrail is bound and payouts need no confirmation. */
export const claimsBedrock = (fixed: boolean): Answers => ({
  ...service,
  ...(fixed ? claimsGuardrail() : {}),
  ...agent(fixed),
  ...actionGroup(fixed),
  ...knowledgeBase,
  ...collection,
});

const service: Answers = {
  [`${home} bedrock:GetModelInvocationLoggingConfiguration`]: {
    loggingConfig: {
      cloudWatchConfig: {
        logGroupName: "/aws/bedrock/invocations",
        roleArn: roleArn("bedrock-invocation-logs"),
      },
      textDataDeliveryEnabled: true,
      imageDataDeliveryEnabled: true,
      embeddingDataDeliveryEnabled: true,
      videoDataDeliveryEnabled: true,
    },
  },
  [`${home} bedrock:ListFoundationModels`]: { modelSummaries: Object.values(models) },
};

const version = "4";
const agent = (fixed: boolean): Answers => ({
  [`${home} bedrock-agent:ListAgents`]: {
    agentSummaries: [
      {
        agentId,
        agentName: "claims-assistant",
        agentStatus: "PREPARED",
        latestAgentVersion: version,
        updatedAt: madeAt,
      },
    ],
  },
  [`${home} bedrock-agent:GetAgent`]: { agent: { ...agentOf(fixed), agentVersion: "DRAFT" } },
  [`${home} bedrock-agent:GetAgentVersion`]: { agentVersion: { ...agentOf(fixed), version } },
  [`${home} bedrock-agent:ListAgentAliases`]: {
    agentAliasSummaries: [
      {
        agentAliasId: aliasId,
        agentAliasName: "production",
        agentAliasStatus: "PREPARED",
        routingConfiguration: [{ agentVersion: version }],
        createdAt: madeAt,
        updatedAt: madeAt,
      },
      {
        agentAliasId: "TSTALIASID",
        agentAliasName: "AgentTestAlias",
        agentAliasStatus: "PREPARED",
        routingConfiguration: [{ agentVersion: "DRAFT" }],
        createdAt: madeAt,
        updatedAt: madeAt,
      },
    ],
  },
  [`${home} bedrock-agent:ListAgentKnowledgeBases`]: {
    agentKnowledgeBaseSummaries: [
      {
        knowledgeBaseId,
        knowledgeBaseState: "ENABLED",
        description: "Policy wordings and claim rules",
        updatedAt: madeAt,
      },
    ],
  },
  [`${home} bedrock-agent:ListTagsForResource`]: { tags },
});

const agentOf = (fixed: boolean) => ({
  agentId,
  agentName: "claims-assistant",
  agentArn: arn("bedrock", home, `agent/${agentId}`),
  agentStatus: "PREPARED",
  instruction:
    "You help policyholders of Acme Insurance with their claims. Answer from the policy wordings alone and name the clause.",
  foundationModel: arn("bedrock", home, `inference-profile/eu.${models.claude.modelId}`),
  idleSessionTTLInSeconds: 1800,
  agentResourceRoleArn: roleArn("claims-assistant-agent"),
  customerEncryptionKeyArn: keyArn("claims"),
  agentCollaboration: "DISABLED",
  ...(fixed ? { guardrailConfiguration: { guardrailIdentifier: guardrailId, guardrailVersion: "1" } } : {}),
  createdAt: madeAt,
  updatedAt: madeAt,
});

const actionGroup = (fixed: boolean): Answers => ({
  [`${home} bedrock-agent:ListAgentActionGroups`]: {
    actionGroupSummaries: [
      { actionGroupId, actionGroupName: "claim-actions", actionGroupState: "ENABLED", updatedAt: madeAt },
    ],
  },
  [`${home} bedrock-agent:GetAgentActionGroup`]: {
    agentActionGroup: {
      agentId,
      agentVersion: version,
      actionGroupId,
      actionGroupName: "claim-actions",
      actionGroupState: "ENABLED",
      actionGroupExecutor: { lambda: functionArn("claim-actions") },
      functionSchema: {
        functions: [
          {
            name: "getClaimStatus",
            description: "Returns the status of a claim",
            parameters: { claimId: { type: "string", required: true } },
            requireConfirmation: "DISABLED",
          },
          {
            name: "approvePayout",
            description: "Approves a payout on a claim and orders the transfer",
            parameters: {
              claimId: { type: "string", required: true },
              amount: { type: "number", required: true },
            },
            requireConfirmation: fixed ? "ENABLED" : "DISABLED",
          },
        ],
      },
      createdAt: madeAt,
      updatedAt: madeAt,
    },
  },
});

const knowledgeBase: Answers = {
  [`${home} bedrock-agent:ListKnowledgeBases`]: {
    knowledgeBaseSummaries: [
      { knowledgeBaseId, name: "claims-policies", status: "ACTIVE", updatedAt: madeAt },
    ],
  },
  [`${home} bedrock-agent:GetKnowledgeBase`]: {
    knowledgeBase: {
      knowledgeBaseId,
      name: "claims-policies",
      knowledgeBaseArn: arn("bedrock", home, `knowledge-base/${knowledgeBaseId}`),
      roleArn: roleArn("claims-policies-knowledge-base"),
      status: "ACTIVE",
      knowledgeBaseConfiguration: {
        type: "VECTOR",
        vectorKnowledgeBaseConfiguration: { embeddingModelArn: models.titan.modelArn },
      },
      storageConfiguration: {
        type: "OPENSEARCH_SERVERLESS",
        opensearchServerlessConfiguration: {
          collectionArn,
          vectorIndexName: "claims-policies",
          fieldMapping: { vectorField: "vector", textField: "text", metadataField: "metadata" },
        },
      },
      createdAt: madeAt,
      updatedAt: madeAt,
    },
  },
  [`${home} bedrock-agent:ListDataSources`]: {
    dataSourceSummaries: [
      { knowledgeBaseId, dataSourceId, name: "policy-wordings", status: "AVAILABLE", updatedAt: madeAt },
    ],
  },
  [`${home} bedrock-agent:GetDataSource`]: {
    dataSource: {
      knowledgeBaseId,
      dataSourceId,
      name: "policy-wordings",
      status: "AVAILABLE",
      dataSourceConfiguration: {
        type: "S3",
        s3Configuration: { bucketArn: bucketArn(corpus), inclusionPrefixes: ["wordings/"] },
      },
      serverSideEncryptionConfiguration: { kmsKeyArn: keyArn("claims") },
      dataDeletionPolicy: "DELETE",
      createdAt: madeAt,
      updatedAt: madeAt,
    },
  },
};

const rules = (resourceType: string, resource: string) => [
  { ResourceType: resourceType, Resource: [resource] },
];
const collection: Answers = {
  [`${home} aoss:ListCollections`]: {
    collectionSummaries: [
      { id: collectionId, name: "claims-policies", arn: collectionArn, status: "ACTIVE" },
    ],
  },
  [`${home} aoss:BatchGetCollection`]: {
    collectionDetails: [
      {
        id: collectionId,
        name: "claims-policies",
        arn: collectionArn,
        status: "ACTIVE",
        type: "VECTORSEARCH",
        kmsKeyArn: keyArn("claims"),
        standbyReplicas: "ENABLED",
        collectionEndpoint: `https://${collectionId}.${home}.aoss.amazonaws.com`,
      },
    ],
  },
  [`${home} aoss:ListSecurityPolicies`]: {
    securityPolicySummaries: [{ type: "network", name: "claims-private" }],
  },
  [`${home} aoss:GetSecurityPolicy`]: {
    securityPolicyDetail: {
      type: "network",
      name: "claims-private",
      policy: [
        {
          Rules: rules("collection", "collection/claims-policies"),
          AllowFromPublic: false,
          SourceServices: ["bedrock.amazonaws.com"],
        },
      ],
    },
  },
  [`${home} aoss:ListAccessPolicies`]: { accessPolicySummaries: [{ type: "data", name: "claims-data" }] },
  [`${home} aoss:GetAccessPolicy`]: {
    accessPolicyDetail: {
      type: "data",
      name: "claims-data",
      policy: [
        {
          Rules: [
            {
              ResourceType: "index",
              Resource: ["index/claims-policies/*"],
              Permission: ["aoss:ReadDocument", "aoss:WriteDocument", "aoss:DescribeIndex"],
            },
          ],
          Principal: [`arn:aws:iam::${account}:role/claims-policies-knowledge-base`],
        },
      ],
    },
  },
  [`${home} aoss:ListTagsForResource`]: {
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
  },
};
