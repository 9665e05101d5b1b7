import type { Block } from "../block.ts";
import { present } from "../present.ts";
import type { AwsEstate } from "./estate.ts";
import { cacheHost } from "./identities.ts";

/** Caches of ElastiCache and clusters of MemoryDB, with the users that they ask for. */
export function declareCaches(estate: AwsEstate): void {
  estate.each("aws_elasticache_replication_group", (block) => declareGroup(estate, block));
  estate.each("aws_elasticache_serverless_cache", (block) => declareServerless(estate, block));
  estate.each("aws_memorydb_cluster", (block) => declareCluster(estate, block));
  declareUsers(estate, {
    call: "elasticache:DescribeUsers",
    caches: ["aws_elasticache_replication_group", "aws_elasticache_serverless_cache"],
    named: ["user_group_ids", "user_group_id"],
    lists: { type: "aws_elasticache_user_group", name: "user_group_id", members: "user_ids" },
    users: { type: "aws_elasticache_user", name: "user_id" },
    told: "UserGroupIds",
  });
  declareUsers(estate, {
    call: "memorydb:DescribeUsers",
    caches: ["aws_memorydb_cluster"],
    named: ["acl_name"],
    lists: { type: "aws_memorydb_acl", name: "name", members: "user_names" },
    users: { type: "aws_memorydb_user", name: "user_name" },
    told: "ACLNames",
  });
}

const inGroups = (block: Block) =>
  block.texts("security_group_ids").map((SecurityGroupId) => ({ SecurityGroupId }));

function declareGroup(estate: AwsEstate, block: Block): void {
  const Engine = block.text("engine") ?? "redis";
  // The provider leaves encryption off for the older engine, and on for the newer one.
  const otherwise = Engine === "valkey";
  const region = estate.regionOf(block);
  estate.answers.list("elasticache:DescribeReplicationGroups", region, "ReplicationGroups", [
    present({
      ARN: estate.arnOf(block),
      ReplicationGroupId: estate.idOf(block),
      Engine,
      AuthTokenEnabled: block.has("auth_token"),
      TransitEncryptionEnabled: block.flag("transit_encryption_enabled") ?? otherwise,
      TransitEncryptionMode: block.text("transit_encryption_mode"),
      AtRestEncryptionEnabled: block.flag("at_rest_encryption_enabled") ?? otherwise,
      KmsKeyId: block.text("kms_key_id"),
      UserGroupIds: block.texts("user_group_ids"),
      ConfigurationEndpoint: { Address: cacheHost(estate.idOf(block), region) },
    }),
  ]);
}

function declareServerless(estate: AwsEstate, block: Block): void {
  estate.answers.list("elasticache:DescribeServerlessCaches", estate.regionOf(block), "ServerlessCaches", [
    present({
      ARN: estate.arnOf(block),
      ServerlessCacheName: estate.idOf(block),
      Engine: block.text("engine") ?? "redis",
      KmsKeyId: block.text("kms_key_id"),
      UserGroupId: block.text("user_group_id"),
      SecurityGroupIds: block.texts("security_group_ids"),
    }),
  ]);
}

function declareCluster(estate: AwsEstate, block: Block): void {
  const region = estate.regionOf(block);
  estate.answers.list("memorydb:DescribeClusters", region, "Clusters", [
    present({
      ARN: estate.arnOf(block),
      Name: estate.idOf(block),
      Engine: block.text("engine") ?? "redis",
      EngineVersion: block.text("engine_version"),
      ParameterGroupName: block.text("parameter_group_name"),
      TLSEnabled: block.flag("tls_enabled") ?? true,
      KmsKeyId: block.text("kms_key_arn"),
      ACLName: block.text("acl_name"),
      SnapshotRetentionLimit: block.number("snapshot_retention_limit") ?? 0,
      ClusterEndpoint: { Address: cacheHost(estate.idOf(block), region) },
      SecurityGroups: inGroups(block),
    }),
  ]);
}

type Users = {
  call: string;
  caches: readonly string[];
  /** Attributes by which a cache names the lists of those who may connect. */
  named: readonly string[];
  lists: { type: string; name: string; members: string };
  users: { type: string; name: string };
  /** The member of the answer that tells the lists a user is on. */
  told: string;
};

/** AWS's own, who is let in without a password. */
const anybody = { AccessString: "on ~* +@all", Authentication: { Type: "no-password" } };

/** Who is on a list of somebody else's code is not told here. */
function declareUsers(estate: AwsEstate, { call, caches, named, lists, users, told }: Users): void {
  const members = estate
    .all(lists.type)
    .map((block) => ({ list: block.text(lists.name) ?? "", names: block.texts(lists.members) }));
  const declared = new Set(members.map(({ list }) => list));
  for (const cache of caches.flatMap((type) => estate.all(type))) {
    const region = estate.regionOf(cache);
    const wanted = named.flatMap((attribute) =>
      attribute.endsWith("s") ? cache.texts(attribute) : (cache.text(attribute) ?? []),
    );
    if (wanted.some((list) => !declared.has(list) && list !== "open-access"))
      estate.answers.leaveOpen(call, region, {});
  }
  const on = (name: string) => members.flatMap(({ list, names }) => (names.includes(name) ? [list] : []));
  for (const user of estate.all(users.type))
    estate.answers.list(call, estate.regionOf(user), "Users", [
      {
        AccessString: user.text("access_string") ?? "off",
        Authentication: { Type: authenticationOf(user) },
        [told]: on(user.text(users.name) ?? ""),
      },
    ]);
  if (on("default").length > 0)
    estate.answers.list(call, null, "Users", [{ ...anybody, [told]: on("default") }]);
}

function authenticationOf(user: Block): string {
  const type = user.block("authentication_mode")?.text("type");
  if (user.flag("no_password_required") === true || type === "no-password-required") return "no-password";
  return type ?? "password";
}
