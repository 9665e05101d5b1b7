import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { KeyOwners } from "./kms-managed.ts";
import { logGroupKey } from "./log-group-key.ts";
import { allItems, marker, type Unknowns } from "./pages.ts";
import { securityGroupKeys } from "./sagemaker-records.ts";
import { subnetKeys } from "./subnet-keys.ts";
import { toTags } from "./to-tags.ts";

const common = {
  Engine: z.string(),
  EngineVersion: z.string().optional(),
  PubliclyAccessible: z.boolean().default(false),
  StorageEncrypted: z.boolean().default(false),
  KmsKeyId: z.string().optional(),
  BackupRetentionPeriod: z.number().default(0),
  IAMDatabaseAuthenticationEnabled: z.boolean().default(false),
  EnabledCloudwatchLogsExports: z.array(z.string()).default([]),
  /** Of a cluster it names the group, of an instance it is the group. */
  DBSubnetGroup: z.unknown().optional(),
  VpcSecurityGroups: z.array(z.object({ VpcSecurityGroupId: z.string() })).default([]),
  TagList: z.unknown().optional(),
};
/** One of `DescribeDBInstances`. */
const RawInstance = z.object({
  ...common,
  DBInstanceArn: z.string(),
  DBInstanceIdentifier: z.string(),
  DBClusterIdentifier: z.string().optional(),
  Endpoint: z.object({ Address: z.string().optional(), Port: z.number().optional() }).optional(),
});
/** One of `DescribeDBClusters`. */
const RawCluster = z.object({
  ...common,
  DBClusterArn: z.string(),
  DBClusterIdentifier: z.string(),
  Endpoint: z.string().optional(),
  ReaderEndpoint: z.string().optional(),
  Port: z.number().optional(),
  CustomEndpoints: z.array(z.string()).default([]),
});
type Instance = z.infer<typeof RawInstance>;

export const rdsDatabases: Collector = {
  id: "rds-databases",
  title: "RDS and Aurora databases",
  per: "region",
  produces: ["aws.rds.database", "encrypted-by", "logs-to", "in-network"],
  permissions: ["rds:DescribeDBInstances", "rds:DescribeDBClusters", "kms:ListAliases"],
  collect: async function* (source) {
    const list = (operation: string, name: string) => allItems(source, "rds", operation, name, {}, marker);
    const instances = await list("DescribeDBInstances", "DBInstances");
    const clusters = await list("DescribeDBClusters", "DBClusters");
    const keys = [...instances, ...clusters].map((raw) => RawKey.safeParse(raw).data?.KmsKeyId);
    const owners = new KeyOwners(source);
    await owners.learn(keys);
    // An instance of a cluster is a way into it, and has no data of its own.
    const known = instances.flatMap((raw) => RawInstance.safeParse(raw).data ?? []);
    yield batchOf("rds:DescribeDBClusters", clusters, (raw) =>
      normalizeCluster(raw, known, owners, source.scope),
    );
    yield batchOf("rds:DescribeDBInstances", instances, (raw) =>
      normalizeInstance(raw, owners, source.scope),
    );
  },
};

const RawKey = z.object({ KmsKeyId: z.string() });

function normalizeCluster(
  raw: unknown,
  instances: readonly Instance[],
  owners: KeyOwners,
  scope: Scope,
): Batch {
  const cluster = RawCluster.parse(raw);
  const members = instances.filter(
    ({ DBClusterIdentifier }) => DBClusterIdentifier === cluster.DBClusterIdentifier,
  );
  return databaseBatch(
    {
      ...cluster,
      key: cluster.DBClusterArn,
      name: cluster.DBClusterIdentifier,
      kind: "cluster",
      isPublic: cluster.PubliclyAccessible || members.some(({ PubliclyAccessible }) => PubliclyAccessible),
      ports: [cluster.Port, ...members.map(({ Endpoint }) => Endpoint?.Port)],
      subnets: members.flatMap(subnetsOf),
      hosts: [
        cluster.Endpoint,
        cluster.ReaderEndpoint,
        ...cluster.CustomEndpoints,
        ...members.map(({ Endpoint }) => Endpoint?.Address),
      ],
    },
    owners,
    scope,
  );
}

function normalizeInstance(raw: unknown, owners: KeyOwners, scope: Scope): Batch {
  const instance = RawInstance.parse(raw);
  if (instance.DBClusterIdentifier) return { resources: [], relationships: [] };
  return databaseBatch(
    {
      ...instance,
      key: instance.DBInstanceArn,
      name: instance.DBInstanceIdentifier,
      kind: "instance",
      isPublic: instance.PubliclyAccessible,
      ports: [instance.Endpoint?.Port],
      subnets: subnetsOf(instance),
      hosts: [instance.Endpoint?.Address],
    },
    owners,
    scope,
  );
}

type Database = Pick<
  Instance,
  | "Engine"
  | "EngineVersion"
  | "StorageEncrypted"
  | "KmsKeyId"
  | "BackupRetentionPeriod"
  | "IAMDatabaseAuthenticationEnabled"
  | "EnabledCloudwatchLogsExports"
  | "VpcSecurityGroups"
  | "TagList"
> & {
  key: string;
  name: string;
  kind: "cluster" | "instance";
  isPublic: boolean;
  ports: readonly (number | undefined)[];
  subnets: readonly string[];
  hosts: readonly (string | undefined)[];
};

function databaseBatch(database: Database, owners: KeyOwners, scope: Scope): Batch {
  const unknowns: Unknowns = {};
  const kmsKey = database.StorageEncrypted ? database.KmsKeyId : undefined;
  owners.note(kmsKey, unknowns, ["facets.encryption"]);
  const encryption = database.StorageEncrypted ? keyKind(owners.of(kmsKey)) : ("none" as const);
  const edges = edgesFrom(database.key);
  const resource = {
    key: database.key,
    type: "aws.rds.database" as const,
    name: database.name,
    ...scope,
    tags: toTags(database.TagList),
    properties: {
      kind: database.kind,
      engine: database.Engine,
      engineVersion: database.EngineVersion ?? null,
      iamAuthentication: database.IAMDatabaseAuthenticationEnabled,
      logExports: database.EnabledCloudwatchLogsExports,
      backupDays: database.BackupRetentionPeriod,
      ports: [...new Set(database.ports.flatMap((port) => (port ? [`tcp ${port}`] : [])))],
    },
    facets: {
      // A database asks everybody for a user of its own; it cannot be opened to the public.
      publicRead: false,
      publicWrite: false,
      blocksPublicAccess: !database.isPublic,
      publicNetwork: database.isPublic,
      // Its users have passwords each; there is no key that opens all of it.
      keyAuthentication: false,
      encryption,
      versioning: database.BackupRetentionPeriod > 0,
      accessLogging: database.EnabledCloudwatchLogsExports.length > 0,
      externalPrincipals: [],
      hosts: [...new Set(database.hosts.flatMap((host) => (host ? [host.toLowerCase()] : [])))],
    },
  };
  return {
    resources: [withUnknowns(resource, unknowns)],
    relationships: [
      ...edges("encrypted-by", encryption === "customer-key" ? encryptingKey(kmsKey, scope) : null),
      ...edges(
        "logs-to",
        ...database.EnabledCloudwatchLogsExports.map((log) =>
          logGroupKey(`/aws/rds/${database.kind}/${database.name}/${log}`, scope),
        ),
      ),
      ...edges(
        "in-network",
        ...securityGroupKeys(
          database.VpcSecurityGroups.map(({ VpcSecurityGroupId }) => VpcSecurityGroupId),
          scope,
        ),
        ...subnetKeys(database.subnets, scope),
      ),
    ],
  };
}

const subnetsOf = ({ DBSubnetGroup }: Instance): string[] =>
  (RawSubnetGroup.safeParse(DBSubnetGroup).data?.Subnets ?? []).map(
    ({ SubnetIdentifier }) => SubnetIdentifier,
  );

const RawSubnetGroup = z.object({ Subnets: z.array(z.object({ SubnetIdentifier: z.string() })).default([]) });

/** Storage that is encrypted without a key named is under one of AWS's. */
const keyKind = (owner: ReturnType<KeyOwners["of"]>) =>
  owner === "none" ? ("provider-key" as const) : owner;
