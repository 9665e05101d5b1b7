import type { Block } from "../block.ts";
import { present } from "../present.ts";
import { tagPairs, type AwsEstate } from "./estate.ts";
import { policyText } from "./policies.ts";

/** Keys, secrets, logs and trails. */
export function declareKeysAndLogs(estate: AwsEstate): void {
  estate.each("aws_kms_key", (block) => declareKey(estate, block));
  estate.each("aws_secretsmanager_secret", (block) => declareSecret(estate, block));
  estate.each("aws_cloudwatch_log_group", (block) => declareLogGroup(estate, block));
  declareDeliveries(estate);
  estate.each("aws_cloudtrail", (block) => declareTrail(estate, block));
}

function declareKey(estate: AwsEstate, block: Block): void {
  const { answers } = estate;
  const region = estate.regionOf(block);
  const KeyId = estate.idOf(block);
  const Arn = estate.arnOf(block);
  const aliases = estate.naming("aws_kms_alias", "target_key_id", KeyId, Arn);
  const own = policyText(block, "policy");
  const [separate] = estate.naming("aws_kms_key_policy", "key_id", KeyId, Arn);
  answers.list("kms:ListKeys", region, "Keys", [{ KeyId, KeyArn: Arn }]);
  answers.list(
    "kms:ListAliases",
    region,
    "Aliases",
    aliases.map((alias) => ({
      AliasName: alias.known("name") ?? alias.declared.place.address,
      TargetKeyId: KeyId,
    })),
  );
  answers.say(
    "kms:DescribeKey",
    region,
    { KeyId },
    {
      KeyMetadata: {
        KeyId,
        Arn,
        KeyManager: "CUSTOMER",
        KeyState: block.flag("is_enabled") === false ? "Disabled" : "Enabled",
        KeySpec: block.text("customer_master_key_spec") ?? "SYMMETRIC_DEFAULT",
        Origin: "AWS_KMS",
      },
    },
  );
  answers.say(
    "kms:GetKeyPolicy",
    region,
    { KeyId },
    {
      Policy: (separate ? policyText(separate, "policy") : own) ?? defaultPolicy(estate.account),
    },
  );
  answers.say(
    "kms:GetKeyRotationStatus",
    region,
    { KeyId },
    {
      KeyRotationEnabled: block.flag("enable_key_rotation") ?? false,
    },
  );
  answers.say(
    "kms:ListResourceTags",
    region,
    { KeyId },
    {
      Tags: tagPairs(block).map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value })),
    },
  );
}

/** A key without a policy of its own leaves the deciding to the account's identities. */
const defaultPolicy = (account: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" },
    ],
  });

function declareSecret(estate: AwsEstate, block: Block): void {
  const ARN = estate.arnOf(block);
  const rotation = estate.naming("aws_secretsmanager_secret_rotation", "secret_id", ARN, estate.idOf(block));
  estate.answers.list("secretsmanager:ListSecrets", estate.regionOf(block), "SecretList", [
    present({
      ARN,
      Name: estate.identityOf(block)["name"],
      KmsKeyId: block.text("kms_key_id"),
      RotationEnabled: rotation.length > 0,
      Tags: tagPairs(block),
    }),
  ]);
}

function declareLogGroup(estate: AwsEstate, block: Block): void {
  const logGroupName = estate.identityOf(block)["name"];
  const days = block.number("retention_in_days");
  const masking = estate.naming("aws_cloudwatch_log_data_protection_policy", "log_group_name", logGroupName);
  const region = estate.regionOf(block);
  const group = present({
    logGroupName,
    retentionInDays: days === 0 ? undefined : days,
    kmsKeyId: block.text("kms_key_id"),
    dataProtectionStatus: masking.length > 0 ? "ACTIVATED" : undefined,
  });
  estate.answers.list("logs:DescribeLogGroups", region, "logGroups", [group]);
}

/** What services deliver on their own. Code that declares none of it does not say that nothing is delivered. */
function declareDeliveries(estate: AwsEstate): void {
  for (const source of estate.all("aws_cloudwatch_log_delivery_source"))
    estate.answers.list("logs:DescribeDeliverySources", estate.regionOf(source), "deliverySources", [
      present({
        name: source.text("name") ?? source.declared.place.address,
        resourceArns: one(source.text("resource_arn")),
        logType: source.text("log_type"),
      }),
    ]);
  for (const delivery of estate.all("aws_cloudwatch_log_delivery"))
    estate.answers.list("logs:DescribeDeliveries", estate.regionOf(delivery), "deliveries", [
      { deliverySourceName: delivery.text("delivery_source_name") ?? "" },
    ]);
}

const one = (text: string | undefined): string[] => (text === undefined ? [] : [text]);

function declareTrail(estate: AwsEstate, block: Block): void {
  const { answers } = estate;
  const TrailARN = estate.arnOf(block);
  answers.list("cloudtrail:DescribeTrails", null, "trailList", [
    present({
      TrailARN,
      Name: estate.idOf(block),
      HomeRegion: estate.regionOf(block),
      S3BucketName: block.text("s3_bucket_name"),
      IsMultiRegionTrail: block.flag("is_multi_region_trail") ?? false,
      IsOrganizationTrail: block.flag("is_organization_trail") ?? false,
      LogFileValidationEnabled: block.flag("enable_log_file_validation") ?? false,
      CloudWatchLogsLogGroupArn: block.text("cloud_watch_logs_group_arn"),
      KmsKeyId: block.text("kms_key_id"),
    }),
  ]);
  answers.say(
    "cloudtrail:GetTrailStatus",
    null,
    { Name: TrailARN },
    {
      IsLogging: block.flag("enable_logging") ?? true,
    },
  );
  answers.say("cloudtrail:GetEventSelectors", null, { TrailName: TrailARN }, selectorsOf(block));
  answers.say(
    "cloudtrail:ListTags",
    null,
    { ResourceIdList: [TrailARN] },
    {
      ResourceTagList: [{ ResourceId: TrailARN, TagsList: tagPairs(block) }],
    },
  );
}

function selectorsOf(block: Block) {
  const advanced = block.blocks("advanced_event_selector").map((selector) => ({
    Name: selector.text("name") ?? "",
    FieldSelectors: selector.blocks("field_selector").map((field) =>
      present({
        Field: field.text("field"),
        Equals: optional(field.texts("equals")),
        NotEquals: optional(field.texts("not_equals")),
        StartsWith: optional(field.texts("starts_with")),
        NotStartsWith: optional(field.texts("not_starts_with")),
        EndsWith: optional(field.texts("ends_with")),
        NotEndsWith: optional(field.texts("not_ends_with")),
      }),
    ),
  }));
  if (advanced.length > 0) return { AdvancedEventSelectors: advanced };
  const basic = block.blocks("event_selector").map((selector) => ({
    ReadWriteType: selector.text("read_write_type") ?? "All",
    IncludeManagementEvents: selector.flag("include_management_events") ?? true,
    ExcludeManagementEventSources: selector.texts("exclude_management_event_sources"),
    DataResources: selector
      .blocks("data_resource")
      .map((one) => ({ Type: one.text("type") ?? "", Values: one.texts("values") })),
  }));
  const all = { ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [] };
  return { EventSelectors: basic.length > 0 ? basic : [all] };
}

const optional = (items: readonly string[]) => (items.length > 0 ? items : undefined);
