import { z } from "zod";

const Endpoint = z.object({ Address: z.string().optional() }).optional();

/** One of `DescribeReplicationGroups`. */
export const RawGroup = z.object({
  ARN: z.string(),
  ReplicationGroupId: z.string(),
  Engine: z.string().default("redis"),
  AuthTokenEnabled: z.boolean().default(false),
  TransitEncryptionEnabled: z.boolean().default(false),
  TransitEncryptionMode: z.string().optional(),
  AtRestEncryptionEnabled: z.boolean().default(false),
  KmsKeyId: z.string().optional(),
  UserGroupIds: z.array(z.string()).default([]),
  ConfigurationEndpoint: Endpoint,
  NodeGroups: z.array(z.object({ PrimaryEndpoint: Endpoint, ReaderEndpoint: Endpoint })).default([]),
});

/** One of `DescribeCacheClusters` that is in no replication group. */
export const RawNode = z.object({
  ARN: z.string(),
  CacheClusterId: z.string(),
  Engine: z.string(),
  AuthTokenEnabled: z.boolean().default(false),
  TransitEncryptionEnabled: z.boolean().default(false),
  AtRestEncryptionEnabled: z.boolean().default(false),
  ConfigurationEndpoint: Endpoint,
  CacheNodes: z.array(z.object({ Endpoint })).default([]),
  SecurityGroups: z.array(z.object({ SecurityGroupId: z.string() })).default([]),
});

/** One of `DescribeServerlessCaches`: always encrypted, at rest and on the way. */
export const RawServerless = z.object({
  ARN: z.string(),
  ServerlessCacheName: z.string(),
  Engine: z.string(),
  KmsKeyId: z.string().optional(),
  UserGroupId: z.string().optional(),
  SecurityGroupIds: z.array(z.string()).default([]),
  Endpoint,
  ReaderEndpoint: Endpoint,
});

/** One of `DescribeUsers`. */
export const RawUser = z.object({
  AccessString: z.string().default("off"),
  UserGroupIds: z.array(z.string()).default([]),
  Authentication: z.object({ Type: z.string() }).optional(),
});

export type Cache = {
  key: string;
  name: string;
  kind: "replication-group" | "node" | "serverless";
  engine: string;
  requiresTls: boolean;
  encrypted: boolean;
  kmsKey: string | undefined;
  token: boolean;
  userGroups: readonly string[];
  securityGroups: readonly string[];
  hosts: readonly (string | undefined)[];
};

export function cacheOfGroup(raw: unknown): Cache {
  const group = RawGroup.parse(raw);
  return {
    key: group.ARN,
    name: group.ReplicationGroupId,
    kind: "replication-group",
    engine: group.Engine,
    // While a group moves to encryption it prefers it, and still answers those who come without.
    requiresTls: group.TransitEncryptionEnabled && group.TransitEncryptionMode !== "preferred",
    encrypted: group.AtRestEncryptionEnabled,
    kmsKey: group.KmsKeyId,
    token: group.AuthTokenEnabled,
    userGroups: group.UserGroupIds,
    securityGroups: [],
    hosts: [
      group.ConfigurationEndpoint?.Address,
      ...group.NodeGroups.flatMap(({ PrimaryEndpoint, ReaderEndpoint }) => [
        PrimaryEndpoint?.Address,
        ReaderEndpoint?.Address,
      ]),
    ],
  };
}

export function cacheOfNode(raw: unknown): Cache {
  const node = RawNode.parse(raw);
  return {
    key: node.ARN,
    name: node.CacheClusterId,
    kind: "node",
    engine: node.Engine,
    requiresTls: node.TransitEncryptionEnabled,
    encrypted: node.AtRestEncryptionEnabled,
    kmsKey: undefined,
    token: node.AuthTokenEnabled,
    userGroups: [],
    securityGroups: node.SecurityGroups.map(({ SecurityGroupId }) => SecurityGroupId),
    hosts: [node.ConfigurationEndpoint?.Address, ...node.CacheNodes.map((one) => one.Endpoint?.Address)],
  };
}

export function cacheOfServerless(raw: unknown): Cache {
  const cache = RawServerless.parse(raw);
  return {
    key: cache.ARN,
    name: cache.ServerlessCacheName,
    kind: "serverless",
    engine: cache.Engine,
    requiresTls: true,
    encrypted: true,
    kmsKey: cache.KmsKeyId,
    token: false,
    userGroups: cache.UserGroupId ? [cache.UserGroupId] : [],
    securityGroups: cache.SecurityGroupIds,
    hosts: [cache.Endpoint?.Address, cache.ReaderEndpoint?.Address],
  };
}
