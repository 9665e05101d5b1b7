/**
 * Blocks that a provider fills in where they are left out, so that a plan calls them unknown. A plan tells such a block
 * from one that is written for a number of things not known yet by nothing but its name.
 */
const computedBlocks: Readonly<Record<string, readonly string[]>> = {
  aws_api_gateway_rest_api: ["endpoint_configuration"],
  aws_apigatewayv2_stage: ["default_route_settings"],
  aws_bedrockagent_agent: [
    "guardrail_configuration",
    "memory_configuration",
    "prompt_override_configuration",
  ],
  aws_bedrockagent_agent_alias: ["routing_configuration"],
  aws_bedrockagentcore_agent_runtime: ["lifecycle_configuration"],
  aws_dynamodb_table: ["point_in_time_recovery", "server_side_encryption", "ttl"],
  aws_iam_role: ["inline_policy"],
  aws_lambda_function: ["ephemeral_storage", "logging_config", "tracing_config"],
  aws_opensearch_domain: [
    "advanced_security_options",
    "auto_tune_options",
    "cluster_config",
    "domain_endpoint_options",
    "ebs_options",
    "encrypt_at_rest",
    "node_to_node_encryption",
    "off_peak_window_options",
  ],
  aws_s3_bucket: [
    "cors_rule",
    "grant",
    "lifecycle_rule",
    "logging",
    "object_lock_configuration",
    "replication_configuration",
    "server_side_encryption_configuration",
    "versioning",
    "website",
  ],
  aws_s3_bucket_acl: ["access_control_policy"],
  aws_secretsmanager_secret: ["replica"],
  aws_security_group: ["egress", "ingress"],
  aws_vpc_endpoint: ["dns_options", "subnet_configuration"],
  azapi_resource: ["identity"],
  azurerm_ai_foundry: ["managed_network"],
  azurerm_container_registry: ["encryption", "network_rule_set", "retention_policy", "trust_policy"],
  azurerm_key_vault: ["access_policy", "network_acls"],
  azurerm_machine_learning_workspace: ["managed_network"],
  azurerm_monitor_diagnostic_setting: ["enabled_metric", "log", "metric"],
  azurerm_storage_account: [
    "blob_properties",
    "identity",
    "network_rules",
    "queue_properties",
    "routing",
    "share_properties",
    "static_website",
  ],
  google_alloydb_cluster: ["continuous_backup_config"],
  google_alloydb_instance: ["client_connection_config", "network_config"],
  google_container_cluster: [
    "database_encryption",
    "master_authorized_networks_config",
    "node_config",
    "node_pool",
    "private_cluster_config",
    "workload_identity_config",
  ],
  google_container_node_pool: ["node_config"],
};

export const isComputedBlock = (type: string, name: string): boolean =>
  computedBlocks[type]?.includes(name) ?? false;
