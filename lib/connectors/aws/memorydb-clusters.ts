import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { KeyOwners } from "./kms-managed.ts";
import { allItems, detailItems, type Unknowns } from "./pages.ts";
import { securityGroupKeys } from "./sagemaker-records.ts";

/** One of `DescribeClusters`. */
const RawCluster = z.object({
  ARN: z.string(),
  Name: z.string(),
  Engine: z.string().default("redis"),
  EngineVersion: z.string().optional(),
  ParameterGroupName: z.string().optional(),
  TLSEnabled: z.boolean().default(false),
  KmsKeyId: z.string().optional(),
  ACLName: z.string().optional(),
  SnapshotRetentionLimit: z.number().default(0),
  ClusterEndpoint: z.object({ Address: z.string().optional() }).optional(),
  SecurityGroups: z.array(z.object({ SecurityGroupId: z.string() })).default([]),
});
/** One of `DescribeUsers`. */
const RawUser = z.object({
  AccessString: z.string().default("off"),
  ACLNames: z.array(z.string()).default([]),
  Authentication: z.object({ Type: z.string().optional() }).optional(),
});

export const memorydbClusters: Collector = {
  id: "memorydb-clusters",
  title: "MemoryDB clusters",
  per: "region",
  produces: ["aws.memorydb.cluster", "encrypted-by", "in-network"],
  permissions: ["memorydb:DescribeClusters", "memorydb:DescribeUsers", "kms:ListAliases"],
  collect: async function* (source) {
    const clusters = await allItems(source, "memorydb", "DescribeClusters", "Clusters");
    if (clusters.length === 0) return;
    const keys = clusters.map((raw) => RawCluster.safeParse(raw).data?.KmsKeyId);
    const owners = new KeyOwners(source);
    await owners.learn(keys);
    const open = await openLists(source);
    yield batchOf("memorydb:DescribeClusters", clusters, (raw) =>
      normalizeCluster(raw, owners, open, source.scope),
    );
  },
};

type OpenLists = { names: ReadonlySet<string>; unknowns: Unknowns };

/** Access control lists with a user who is switched on and has no password. AWS's own `open-access` is one. */
async function openLists(source: Source): Promise<OpenLists> {
  const unknowns: Unknowns = {};
  const users = await detailItems(
    source,
    { service: "memorydb", operation: "DescribeUsers", list: "Users", input: {} },
    unknowns,
    ["properties.authentication"],
  );
  const open = users
    .flatMap((raw) => RawUser.safeParse(raw).data ?? [])
    .filter(({ Authentication, AccessString }) => {
      const isOn = /^on\b/.test(AccessString);
      return isOn && Authentication?.Type === "no-password";
    });
  return { names: new Set(["open-access", ...open.flatMap(({ ACLNames }) => ACLNames)]), unknowns };
}

function normalizeCluster(raw: unknown, owners: KeyOwners, open: OpenLists, scope: Scope): Batch {
  const cluster = RawCluster.parse(raw);
  const isOpen = cluster.ACLName === undefined || open.names.has(cluster.ACLName);
  const unknowns: Unknowns = isOpen ? {} : { ...open.unknowns };
  owners.note(cluster.KmsKeyId, unknowns, ["facets.encryption"]);
  const ownKey = owners.of(cluster.KmsKeyId) === "customer-key";
  const edges = edgesFrom(cluster.ARN);
  const host = cluster.ClusterEndpoint?.Address?.toLowerCase();
  const resource = {
    key: cluster.ARN,
    type: "aws.memorydb.cluster" as const,
    name: cluster.Name,
    ...scope,
    tags: {},
    properties: {
      engine: cluster.Engine,
      engineVersion: cluster.EngineVersion ?? null,
      // Search, vectors included, is switched on by the parameter group and cannot be added later.
      vectorSearch: /search/.test(cluster.ParameterGroupName ?? ""),
      requiresTls: cluster.TLSEnabled,
      authentication: isOpen ? ("none" as const) : ("users" as const),
    },
    facets: {
      // A cluster answers in its VPC alone.
      publicRead: false,
      publicWrite: false,
      blocksPublicAccess: true,
      publicNetwork: false,
      keyAuthentication: false,
      // It is always encrypted at rest.
      encryption: ownKey ? ("customer-key" as const) : ("provider-key" as const),
      versioning: cluster.SnapshotRetentionLimit > 0,
      // It has no log of who reads it.
      accessLogging: true,
      externalPrincipals: [],
      hosts: host ? [host] : [],
    },
  };
  const groups = cluster.SecurityGroups.map(({ SecurityGroupId }) => SecurityGroupId);
  return {
    resources: [withUnknowns(resource, unknowns)],
    relationships: [
      ...edges("encrypted-by", ownKey ? encryptingKey(cluster.KmsKeyId, scope) : null),
      ...edges("in-network", ...securityGroupKeys(groups, scope)),
    ],
  };
}
