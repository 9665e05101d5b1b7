import type { Block } from "../block.ts";
import { present } from "../present.ts";
import { tell } from "./bedrock.ts";
import type { AwsEstate } from "./estate.ts";

/** Agents with what they may call, and knowledge bases with what they read. */
export function declareBedrockAgents(estate: AwsEstate): void {
  estate.each("aws_bedrockagent_agent", (block) => declareAgent(estate, block));
  estate.each("aws_bedrockagent_knowledge_base", (block) => declareKnowledgeBase(estate, block));
}

function declareAgent(estate: AwsEstate, block: Block): void {
  const { answers } = estate;
  const region = estate.regionOf(block);
  const agentId = estate.idOf(block);
  const guardrail = block.block("guardrail_configuration");
  const memory = block.block("memory_configuration");
  const told = present({
    agentId,
    agentArn: estate.arnOf(block),
    agentName: block.text("agent_name"),
    agentStatus: "PREPARED",
    foundationModel: block.text("foundation_model"),
    instruction: block.text("instruction"),
    idleSessionTTLInSeconds: block.number("idle_session_ttl_in_seconds") ?? 600,
    agentResourceRoleArn: block.text("agent_resource_role_arn"),
    customerEncryptionKeyArn: block.text("customer_encryption_key_arn"),
    agentCollaboration: block.text("agent_collaboration") ?? "DISABLED",
    guardrailConfiguration:
      guardrail &&
      present({
        guardrailIdentifier: guardrail.text("guardrail_identifier"),
        guardrailVersion: guardrail.text("guardrail_version"),
      }),
    memoryConfiguration: memory && { enabledMemoryTypes: memory.texts("enabled_memory_types") },
  });
  const aliases = estate.naming("aws_bedrockagent_agent_alias", "agent_id", agentId).map(aliasOf);
  answers.list("bedrock-agent:ListAgents", region, "agentSummaries", [{ agentId }]);
  answers.say("bedrock-agent:GetAgent", region, { agentId }, { agent: told });
  for (const version of new Set(aliases.flatMap((alias) => alias.routingConfiguration)))
    answers.say(
      "bedrock-agent:GetAgentVersion",
      region,
      { agentId, agentVersion: version.agentVersion },
      { agentVersion: { ...told, version: version.agentVersion } },
    );
  answers.list("bedrock-agent:ListAgentAliases", region, "agentAliasSummaries", aliases, { agentId });
  declareActionGroups(estate, block, agentId);
  const bases = estate.naming("aws_bedrockagent_agent_knowledge_base_association", "agent_id", agentId);
  answers.list(
    "bedrock-agent:ListAgentKnowledgeBases",
    region,
    "agentKnowledgeBaseSummaries",
    bases.map((one) => ({
      knowledgeBaseId: one.text("knowledge_base_id"),
      knowledgeBaseState: one.choice("knowledge_base_state", "ENABLED", "DISABLED") ?? "ENABLED",
    })),
    { agentId },
  );
  tell(estate, block, "bedrock-agent:ListTagsForResource", { resourceArn: estate.arnOf(block) });
}

/** An alias that routes to no version is given a new one when it is made. */
function aliasOf(block: Block) {
  const routed = block.has("routing_configuration") ? block.block("routing_configuration") : undefined;
  return {
    agentAliasId: block.known("agent_alias_id") ?? block.declared.place.address,
    agentAliasName: block.text("agent_alias_name") ?? block.declared.place.address,
    routingConfiguration: [{ agentVersion: routed?.known("agent_version") ?? "1" }],
  };
}

function declareActionGroups(estate: AwsEstate, agent: Block, agentId: string): void {
  const region = estate.regionOf(agent);
  const groups = estate.naming("aws_bedrockagent_agent_action_group", "agent_id", agentId);
  const listed = groups.map((group) => {
    const actionGroupId = group.known("action_group_id") ?? group.declared.place.address;
    estate.mark(`${estate.arnOf(agent)}/action-group/${actionGroupId}`, group);
    estate.answers.say(
      "bedrock-agent:GetAgentActionGroup",
      region,
      { agentId, actionGroupId },
      {
        agentActionGroup: actionGroup(group, actionGroupId),
      },
    );
    return { actionGroupId, actionGroupName: group.text("action_group_name") };
  });
  estate.answers.list("bedrock-agent:ListAgentActionGroups", region, "actionGroupSummaries", listed, {
    agentId,
  });
}

function actionGroup(group: Block, actionGroupId: string) {
  const executor = group.block("action_group_executor");
  const schema = group.block("api_schema");
  const functions = group.block("function_schema")?.block("member_functions")?.blocks("functions");
  const s3 = schema?.block("s3");
  return present({
    actionGroupId,
    actionGroupName: group.text("action_group_name"),
    actionGroupState: group.choice("action_group_state", "ENABLED", "DISABLED") ?? "ENABLED",
    parentActionSignature: group.text("parent_action_group_signature"),
    actionGroupExecutor:
      executor &&
      present({ lambda: executor.text("lambda"), customControl: executor.text("custom_control") }),
    functionSchema: functions && {
      functions: functions.map((one) =>
        present({
          name: one.text("name"),
          requireConfirmation: one.choice("require_confirmation", "DISABLED", "ENABLED"),
        }),
      ),
    },
    apiSchema:
      schema &&
      present({
        payload: schema.text("payload"),
        s3: s3 && present({ s3BucketName: s3.text("s3_bucket_name") }),
      }),
  });
}

function declareKnowledgeBase(estate: AwsEstate, block: Block): void {
  const { answers } = estate;
  const region = estate.regionOf(block);
  const knowledgeBaseId = estate.idOf(block);
  answers.list("bedrock-agent:ListKnowledgeBases", region, "knowledgeBaseSummaries", [{ knowledgeBaseId }]);
  answers.say(
    "bedrock-agent:GetKnowledgeBase",
    region,
    { knowledgeBaseId },
    {
      knowledgeBase: present({
        knowledgeBaseId,
        knowledgeBaseArn: estate.arnOf(block),
        name: block.text("name"),
        status: "ACTIVE",
        roleArn: block.text("role_arn"),
        knowledgeBaseConfiguration: configurationOf(block.block("knowledge_base_configuration")),
        storageConfiguration: storageOf(block.block("storage_configuration")),
      }),
    },
  );
  const sources = estate.naming("aws_bedrockagent_data_source", "knowledge_base_id", knowledgeBaseId);
  const listed = sources.map((source) => {
    const dataSourceId = source.known("data_source_id") ?? source.declared.place.address;
    const match = { knowledgeBaseId, dataSourceId };
    answers.say("bedrock-agent:GetDataSource", region, match, {
      dataSource: dataSource(source, dataSourceId),
    });
    answers.leaveOpen("bedrock-agent:ListIngestionJobs", region, match);
    return { dataSourceId, name: source.text("name") };
  });
  answers.list("bedrock-agent:ListDataSources", region, "dataSourceSummaries", listed, { knowledgeBaseId });
  tell(estate, block, "bedrock-agent:ListTagsForResource", { resourceArn: estate.arnOf(block) });
}

function configurationOf(block: Block | undefined) {
  const vector = block?.block("vector_knowledge_base_configuration");
  const further = vector?.block("supplemental_data_storage_configuration");
  const kendra = block?.block("kendra_knowledge_base_configuration");
  return present({
    vectorKnowledgeBaseConfiguration:
      vector &&
      present({
        embeddingModelArn: vector.text("embedding_model_arn"),
        supplementalDataStorageConfiguration: further && {
          storageLocations: further.blocks("storage_location").map((location) => {
            const s3 = location.block("s3_location");
            return present({ s3Location: s3 && present({ uri: s3.text("uri") }) });
          }),
        },
      }),
    kendraKnowledgeBaseConfiguration: kendra && present({ kendraIndexArn: kendra.text("kendra_index_arn") }),
  });
}

function storageOf(block: Block | undefined) {
  if (!block) return undefined;
  const part = (name: string, member: string, attribute: string) => {
    const found = block.block(name);
    return found && present({ [member]: found.text(attribute) });
  };
  return present({
    type: block.text("type"),
    opensearchServerlessConfiguration: part(
      "opensearch_serverless_configuration",
      "collectionArn",
      "collection_arn",
    ),
    opensearchManagedClusterConfiguration: part(
      "opensearch_managed_cluster_configuration",
      "domainArn",
      "domain_arn",
    ),
    rdsConfiguration: part("rds_configuration", "resourceArn", "resource_arn"),
    neptuneAnalyticsConfiguration: part("neptune_analytics_configuration", "graphArn", "graph_arn"),
    s3VectorsConfiguration: part("s3_vectors_configuration", "indexArn", "index_arn"),
  });
}

function dataSource(block: Block, dataSourceId: string) {
  const configuration = block.block("data_source_configuration");
  const s3 = configuration?.block("s3_configuration");
  const encryption = block.block("server_side_encryption_configuration");
  return present({
    dataSourceId,
    name: block.text("name"),
    dataSourceConfiguration: present({
      type: configuration?.text("type"),
      s3Configuration: s3 && present({ bucketArn: s3.text("bucket_arn") }),
    }),
    serverSideEncryptionConfiguration: encryption && present({ kmsKeyArn: encryption.text("kms_key_arn") }),
  });
}
