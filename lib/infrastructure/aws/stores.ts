import type { Block } from "../block.ts";
import { present } from "../present.ts";
import { tell } from "./bedrock.ts";
import { tagPairs, type AwsEstate } from "./estate.ts";
import { databaseHost } from "./identities.ts";
import { policyText } from "./policies.ts";

/** Vector stores and databases. */
export function declareStores(estate: AwsEstate): void {
  estate.each("aws_opensearchserverless_collection", (block) => declareCollection(estate, block));
  declareServerlessPolicies(estate);
  estate.each("aws_opensearch_domain", (block) => declareDomain(estate, block));
  estate.each("aws_dynamodb_table", (block) => declareTable(estate, block));
  estate.each("aws_db_instance", (block) => declareDatabase(estate, block, "Instance"));
  estate.each("aws_rds_cluster", (block) => declareDatabase(estate, block, "Cluster"));
}

function declareCollection(estate: AwsEstate, block: Block): void {
  const region = estate.regionOf(block);
  const id = estate.idOf(block);
  const arn = estate.arnOf(block);
  const name = block.text("name") ?? id;
  estate.answers.list("aoss:ListCollections", region, "collectionSummaries", [{ id, name, arn }]);
  estate.answers.list("aoss:BatchGetCollection", region, "collectionDetails", [
    present({
      id,
      arn,
      name,
      status: "ACTIVE",
      type: block.text("type") ?? "TIMESERIES",
      kmsKeyArn: encryptionKey(estate, name),
      collectionEndpoint: block.known("collection_endpoint"),
    }),
  ]);
  tell(estate, block, "aoss:ListTagsForResource", { resourceArn: arn });
}

/** The encryption policy that covers the name decides; without a key of its own it is AWS's. */
function encryptionKey(estate: AwsEstate, name: string): string {
  for (const block of estate.all("aws_opensearchserverless_security_policy")) {
    const text = block.text("type") === "encryption" ? block.raw("policy") : undefined;
    const policy = typeof text === "string" ? parsed(text) : null;
    const key = typeof policy === "object" && policy !== null ? Reflect.get(policy, "KmsARN") : undefined;
    const rules = JSON.stringify(policy ?? {});
    if (typeof key === "string" && rules.includes(`collection/${name}"`)) return key;
  }
  return "auto";
}

function declareServerlessPolicies(estate: AwsEstate): void {
  for (const kind of ["security", "access"] as const)
    for (const block of estate.all(`aws_opensearchserverless_${kind}_policy`)) {
      const type = block.text("type") ?? "network";
      const name = block.text("name") ?? block.declared.place.address;
      const title = kind === "security" ? "SecurityPolic" : "AccessPolic";
      const region = estate.regionOf(block);
      const text = policyText(block, "policy") ?? "[]";
      estate.answers.list(`aoss:List${title}ies`, region, `${kind}PolicySummaries`, [{ name, type }], {
        type,
      });
      estate.answers.say(
        `aoss:Get${title}y`,
        region,
        { type, name },
        {
          [`${kind}PolicyDetail`]: { name, type, policy: parsed(text) },
        },
      );
    }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function declareDomain(estate: AwsEstate, block: Block): void {
  const region = estate.regionOf(block);
  const DomainName = estate.identityOf(block)["domain_name"] ?? "";
  const ARN = estate.arnOf(block);
  const atRest = block.block("encrypt_at_rest");
  const between = block.block("node_to_node_encryption");
  const reach = block.block("domain_endpoint_options");
  const security = block.block("advanced_security_options");
  const vpc = block.block("vpc_options");
  const [separate] = estate.naming("aws_opensearch_domain_policy", "domain_name", DomainName);
  const logs = block.blocks("log_publishing_options").map((log) => [
    log.text("log_type") ?? "",
    present({
      CloudWatchLogsLogGroupArn: log.text("cloudwatch_log_group_arn"),
      Enabled: log.flag("enabled") ?? true,
    }),
  ]);
  estate.answers.list("es:ListDomainNames", region, "DomainNames", [{ DomainName }]);
  estate.answers.list("es:DescribeDomains", region, "DomainStatusList", [
    present({
      ARN,
      DomainName,
      EngineVersion: block.text("engine_version"),
      Endpoint: block.known("endpoint"),
      AccessPolicies: separate
        ? policyText(separate, "access_policies")
        : policyText(block, "access_policies"),
      VPCOptions: vpc && { VPCId: "vpc", SecurityGroupIds: vpc.texts("security_group_ids") },
      EncryptionAtRestOptions:
        atRest && present({ Enabled: atRest.flag("enabled") ?? false, KmsKeyId: atRest.text("kms_key_id") }),
      NodeToNodeEncryptionOptions: { Enabled: between?.flag("enabled") ?? false },
      DomainEndpointOptions: present({
        EnforceHTTPS: reach ? (reach.flag("enforce_https") ?? true) : false,
        TLSSecurityPolicy: reach?.text("tls_security_policy"),
        CustomEndpoint: reach?.text("custom_endpoint"),
      }),
      AdvancedSecurityOptions: {
        Enabled: security?.flag("enabled") ?? false,
        InternalUserDatabaseEnabled: security?.flag("internal_user_database_enabled") ?? false,
        AnonymousAuthEnabled: security?.flag("anonymous_auth_enabled") ?? false,
      },
      LogPublishingOptions: Object.fromEntries(logs),
    }),
  ]);
  estate.answers.say("es:ListTags", region, { ARN }, { TagList: tagPairs(block) });
}

function declareTable(estate: AwsEstate, block: Block): void {
  const region = estate.regionOf(block);
  const TableName = estate.idOf(block);
  const TableArn = estate.arnOf(block);
  const sse = block.block("server_side_encryption");
  const recovers = block.block("point_in_time_recovery")?.flag("enabled") ?? false;
  const [policy] = estate.naming("aws_dynamodb_resource_policy", "resource_arn", TableArn);
  const text = policy && policyText(policy, "policy");
  estate.answers.list("dynamodb:ListTables", region, "TableNames", [TableName]);
  estate.answers.say(
    "dynamodb:DescribeTable",
    region,
    { TableName },
    {
      Table: present({
        TableName,
        TableArn,
        ItemCount: 0,
        SSEDescription: sse?.flag("enabled")
          ? present({ KMSMasterKeyArn: sse.text("kms_key_arn") })
          : undefined,
        DeletionProtectionEnabled: block.flag("deletion_protection_enabled") ?? false,
      }),
    },
  );
  estate.answers.say(
    "dynamodb:DescribeContinuousBackups",
    region,
    { TableName },
    {
      ContinuousBackupsDescription: {
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: recovers ? "ENABLED" : "DISABLED" },
      },
    },
  );
  const call = "dynamodb:GetResourcePolicy";
  if (text === undefined) estate.answers.deny(call, region, { ResourceArn: TableArn });
  else estate.answers.say(call, region, { ResourceArn: TableArn }, { Policy: text });
  const tags = { Tags: tagPairs(block) };
  estate.answers.say("dynamodb:ListTagsOfResource", region, { ResourceArn: TableArn }, tags);
}

function declareDatabase(estate: AwsEstate, block: Block, kind: "Instance" | "Cluster"): void {
  const region = estate.regionOf(block);
  const host =
    block.known(kind === "Instance" ? "address" : "endpoint") ?? databaseHost(estate.idOf(block), region);
  estate.answers.list(`rds:DescribeDB${kind}s`, region, `DB${kind}s`, [
    present({
      Endpoint: kind === "Instance" ? { Address: host } : host,
      [`DB${kind}Arn`]: estate.arnOf(block),
      [`DB${kind}Identifier`]: estate.idOf(block),
      Engine: block.text("engine"),
      EngineVersion: block.text("engine_version"),
      PubliclyAccessible: block.flag("publicly_accessible") ?? false,
      StorageEncrypted: block.flag("storage_encrypted") ?? false,
      KmsKeyId: block.text("kms_key_id"),
      BackupRetentionPeriod: block.number("backup_retention_period") ?? (kind === "Cluster" ? 1 : 0),
      IAMDatabaseAuthenticationEnabled: block.flag("iam_database_authentication_enabled") ?? false,
      EnabledCloudwatchLogsExports: block.texts("enabled_cloudwatch_logs_exports"),
      VpcSecurityGroups: block
        .texts("vpc_security_group_ids")
        .map((VpcSecurityGroupId) => ({ VpcSecurityGroupId })),
      TagList: tagPairs(block),
    }),
  ]);
}
