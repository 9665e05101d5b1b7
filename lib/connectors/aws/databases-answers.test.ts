import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
} from "#tests/support/recorded-aws.ts";
import { dynamodbTables } from "./dynamodb-tables.ts";
import { elasticacheCaches } from "./elasticache-caches.ts";
import { memorydbClusters } from "./memorydb-clusters.ts";
import { rdsDatabases } from "./rds-databases.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const own = arn("kms", "key/own");
const theirs = arn("kms", "key/theirs");
const aliases = {
  "kms:ListAliases": {
    Aliases: [
      { AliasName: "alias/aws/rds", TargetKeyId: "theirs" },
      { AliasName: "alias/data", TargetKeyId: "own" },
    ],
  },
};

describe("an RDS database", () => {
  const key = arn("rds", "db:vectors");
  const instance = {
    DBInstanceArn: key,
    DBInstanceIdentifier: "vectors",
    Engine: "postgres",
    EngineVersion: "17.5",
    PubliclyAccessible: false,
    StorageEncrypted: true,
    KmsKeyId: own,
    BackupRetentionPeriod: 7,
    EnabledCloudwatchLogsExports: ["postgresql"],
    Endpoint: { Address: "vectors.abc.eu-west-1.rds.amazonaws.com", Port: 5432 },
    VpcSecurityGroups: [{ VpcSecurityGroupId: "sg-1", Status: "active" }],
    TagList: [{ Key: "owner", Value: "claims" }],
  };
  const answers = (instances: object[], clusters: object[] = []): Answers => ({
    "rds:DescribeDBInstances": { DBInstances: instances },
    "rds:DescribeDBClusters": { DBClusters: clusters },
    ...aliases,
  });
  const seen = async (more: object) =>
    (await collectRecorded(rdsDatabases, answers([{ ...instance, ...more }]))).get(key);

  test("with everything AWS tells of one is shown with all of it", async () => {
    const recorded = await collectRecorded(rdsDatabases, answers([instance]));
    expect(recorded.get(key)).toMatchObject({
      tags: { owner: "claims" },
      properties: { kind: "instance", engine: "postgres", backupDays: 7 },
      facets: {
        publicNetwork: false,
        encryption: "customer-key",
        versioning: true,
        accessLogging: true,
        hosts: ["vectors.abc.eu-west-1.rds.amazonaws.com"],
      },
    });
    expect(edgesOf(recorded, key)).toEqual([
      `encrypted-by ${own}`,
      `logs-to ${arn("logs", "log-group:/aws/rds/instance/vectors/postgresql")}`,
      `in-network ${arn("ec2", "security-group/sg-1")}`,
    ]);
    expect(undeclared(rdsDatabases, recorded)).toEqual([]);
  });

  test.each<[string, object, object]>([
    ["in clear", { StorageEncrypted: false, KmsKeyId: undefined }, { encryption: "none" }],
    ["under AWS's key", { KmsKeyId: theirs }, { encryption: "provider-key" }],
    ["under a key that is not told", { KmsKeyId: undefined }, { encryption: "provider-key" }],
    [
      "with a public address",
      { PubliclyAccessible: true },
      { publicNetwork: true, blocksPublicAccess: false },
    ],
    ["without backups", { BackupRetentionPeriod: 0 }, { versioning: false }],
    ["without logs", { EnabledCloudwatchLogsExports: [] }, { accessLogging: false }],
  ])("%s", async (_, more, facets) => {
    expect((await seen(more))?.facets).toMatchObject(facets);
  });

  test("that is an instance of a cluster is the cluster's way in, and no database of its own", async () => {
    const cluster = {
      DBClusterArn: arn("rds", "cluster:vectors"),
      DBClusterIdentifier: "vectors",
      Engine: "aurora-postgresql",
      StorageEncrypted: true,
      Endpoint: "vectors.cluster-abc.eu-west-1.rds.amazonaws.com",
      ReaderEndpoint: "vectors.cluster-ro-abc.eu-west-1.rds.amazonaws.com",
    };
    const member = { ...instance, DBClusterIdentifier: "vectors", PubliclyAccessible: true };
    const { resources, get } = await collectRecorded(rdsDatabases, answers([member], [cluster]));
    expect(resources.map((resource) => resource.key)).toEqual([cluster.DBClusterArn]);
    expect(get(cluster.DBClusterArn)?.facets).toMatchObject({
      publicNetwork: true,
      encryption: "provider-key",
      hosts: [cluster.Endpoint, cluster.ReaderEndpoint, instance.Endpoint.Address],
    });
  });

  test("whose key's owner may not be read is under AWS's key or another", async () => {
    const recorded = await collectRecorded(rdsDatabases, {
      ...answers([instance]),
      "kms:ListAliases": "denied",
    });
    expect(unknownsOf(recorded, key)).toEqual({ "facets.encryption": "denied" });
  });
});

describe("an ElastiCache cache", () => {
  const key = arn("elasticache", "replicationgroup:chat");
  const group = {
    ARN: key,
    ReplicationGroupId: "chat",
    Engine: "valkey",
    TransitEncryptionEnabled: true,
    TransitEncryptionMode: "required",
    AtRestEncryptionEnabled: true,
    KmsKeyId: own,
    UserGroupIds: ["chat"],
    NodeGroups: [{ PrimaryEndpoint: { Address: "master.chat.abc.euw1.cache.amazonaws.com" } }],
  };
  const user = (Type: string, AccessString = "on ~* +@all") => ({
    Authentication: { Type },
    AccessString,
    UserGroupIds: ["chat"],
  });
  const answers = (groups: object[], users: object[] = [], more: Answers = {}): Answers => ({
    "elasticache:DescribeReplicationGroups": { ReplicationGroups: groups },
    "elasticache:DescribeCacheClusters": { CacheClusters: [] },
    "elasticache:DescribeServerlessCaches": { ServerlessCaches: [] },
    "elasticache:DescribeUsers": { Users: users },
    ...aliases,
    ...more,
  });

  test("is shown with its encryption, its users and where it answers", async () => {
    const recorded = await collectRecorded(elasticacheCaches, answers([group], [user("password")]));
    expect(recorded.get(key)).toMatchObject({
      properties: { kind: "replication-group", engine: "valkey", requiresTls: true, authentication: "users" },
      facets: { encryption: "customer-key", hosts: ["master.chat.abc.euw1.cache.amazonaws.com"] },
    });
    expect(undeclared(elasticacheCaches, recorded)).toEqual([]);
  });

  test.each<[string, object, object[], object]>([
    ["a user who needs no password", {}, [user("no-password")], { authentication: "none" }],
    [
      "such a user switched off",
      {},
      [user("no-password", "off -@all"), user("iam")],
      { authentication: "users" },
    ],
    ["a token alone", { UserGroupIds: [], AuthTokenEnabled: true }, [], { authentication: "token" }],
    ["neither token nor users", { UserGroupIds: [] }, [], { authentication: "none" }],
    ["TLS preferred", { TransitEncryptionMode: "preferred" }, [user("iam")], { requiresTls: false }],
    ["no TLS", { TransitEncryptionEnabled: false }, [user("iam")], { requiresTls: false }],
  ])("with %s", async (_, more, users, properties) => {
    const { get } = await collectRecorded(elasticacheCaches, answers([{ ...group, ...more }], users));
    expect(get(key)?.properties).toMatchObject(properties);
  });

  test("whose users may not be read asks for a password or not", async () => {
    const recorded = await collectRecorded(
      elasticacheCaches,
      answers([group], [], { "elasticache:DescribeUsers": "denied" }),
    );
    expect(unknownsOf(recorded, key)).toEqual({ "properties.authentication": "denied" });
  });

  test("of memcached asks nobody, and a serverless one is always encrypted", async () => {
    const node = { ARN: arn("elasticache", "cluster:m"), CacheClusterId: "m", Engine: "memcached" };
    const serverless = {
      ARN: arn("elasticache", "serverlesscache:s"),
      ServerlessCacheName: "s",
      Engine: "valkey",
    };
    const { get } = await collectRecorded(
      elasticacheCaches,
      answers([], [], {
        "elasticache:DescribeCacheClusters": { CacheClusters: [node] },
        "elasticache:DescribeServerlessCaches": { ServerlessCaches: [serverless] },
      }),
    );
    expect(get(node.ARN)).toMatchObject({
      properties: { authentication: "none", requiresTls: false },
      facets: { encryption: "none" },
    });
    expect(get(serverless.ARN)).toMatchObject({
      properties: { authentication: "none", requiresTls: true },
      facets: { encryption: "provider-key" },
    });
  });
});

describe("a MemoryDB cluster", () => {
  const key = arn("memorydb", "cluster/vectors");
  const cluster = {
    ARN: key,
    Name: "vectors",
    Engine: "valkey",
    ParameterGroupName: "default.memorydb-valkey7.search",
    TLSEnabled: true,
    ACLName: "chat",
    SnapshotRetentionLimit: 1,
  };
  const seen = (more: object, users: object[] = []) =>
    collectRecorded(memorydbClusters, {
      "memorydb:DescribeClusters": { Clusters: [{ ...cluster, ...more }] },
      "memorydb:DescribeUsers": { Users: users },
    });
  const anybody = {
    AccessString: "on ~* &* +@all",
    ACLNames: ["chat"],
    Authentication: { Type: "no-password" },
  };

  test.each<[string, object, object[], object]>([
    ["a list of its own", {}, [], { authentication: "users", vectorSearch: true, requiresTls: true }],
    ["AWS's open list", { ACLName: "open-access" }, [], { authentication: "none" }],
    ["a list with a user who needs no password", {}, [anybody], { authentication: "none" }],
    [
      "parameters without search",
      { ParameterGroupName: "default.memorydb-valkey7" },
      [],
      { vectorSearch: false },
    ],
    ["no TLS", { TLSEnabled: false }, [], { requiresTls: false }],
  ])("with %s", async (_, more, users, properties) => {
    const recorded = await seen(more, users);
    expect(recorded.get(key)?.properties).toMatchObject(properties);
    expect(undeclared(memorydbClusters, recorded)).toEqual([]);
  });
});

describe("a DynamoDB table", () => {
  const key = arn("dynamodb", "table/sessions");
  const answers = (table: object = {}, more: Answers = {}): Answers => ({
    "dynamodb:ListTables": { TableNames: ["sessions"] },
    "dynamodb:DescribeTable": { Table: { TableName: "sessions", TableArn: key, ItemCount: 3, ...table } },
    "dynamodb:DescribeContinuousBackups": {
      ContinuousBackupsDescription: {
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "ENABLED" },
      },
    },
    "dynamodb:ListTagsOfResource": { Tags: [] },
    ...aliases,
    ...more,
  });
  const policy = (statement: object) => ({
    "dynamodb:GetResourcePolicy": {
      Policy: JSON.stringify({
        Statement: [{ Effect: "Allow", Action: "dynamodb:GetItem", Resource: key, ...statement }],
      }),
    },
  });
  const seen = async (table: object, more: Answers = {}) =>
    (await collectRecorded(dynamodbTables, answers(table, more))).get(key)?.facets;

  test("is shown with its key and its recovery", async () => {
    const recorded = await collectRecorded(
      dynamodbTables,
      answers({ SSEDescription: { KMSMasterKeyArn: own } }),
    );
    expect(recorded.get(key)).toMatchObject({
      properties: { itemCount: 3, resourcePolicy: null },
      facets: { encryption: "customer-key", versioning: true, externalPrincipals: [], publicRead: false },
    });
    expect(edgesOf(recorded, key)).toEqual([`encrypted-by ${own}`]);
    expect(undeclared(dynamodbTables, recorded)).toEqual([]);
  });

  test("without a key of its own is under AWS's, as under the one AWS manages", async () => {
    expect(await seen({})).toMatchObject({ encryption: "provider-key" });
    expect(await seen({ SSEDescription: { KMSMasterKeyArn: theirs } })).toMatchObject({
      encryption: "provider-key",
    });
  });

  test("tells which other accounts its policy lets in", async () => {
    const other = "arn:aws:iam::999988887777:root";
    expect(await seen({}, policy({ Principal: { AWS: other } }))).toMatchObject({
      externalPrincipals: ["999988887777"],
    });
    const ours = { Principal: { AWS: "arn:aws:iam::111122223333:role/app" } };
    expect(await seen({}, policy(ours))).toMatchObject({ externalPrincipals: [] });
  });

  test("whose policy may not be read lets others in or not", async () => {
    const recorded = await collectRecorded(
      dynamodbTables,
      answers({}, { "dynamodb:GetResourcePolicy": "denied" }),
    );
    expect(Object.keys(unknownsOf(recorded, key))).toContain("facets.externalPrincipals");
  });
});
