import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { cacheOfGroup, cacheOfNode, cacheOfServerless, RawUser, type Cache } from "./elasticache-record.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { KeyOwners } from "./kms-managed.ts";
import { allItems, detailItems, marker, type Unknowns } from "./pages.ts";
import { securityGroupKeys } from "./sagemaker-records.ts";

export const elasticacheCaches: Collector = {
  id: "elasticache-caches",
  title: "ElastiCache caches",
  per: "region",
  produces: ["aws.elasticache.cache", "encrypted-by", "in-network"],
  permissions: [
    "elasticache:DescribeReplicationGroups",
    "elasticache:DescribeCacheClusters",
    "elasticache:DescribeServerlessCaches",
    "elasticache:DescribeUsers",
    "kms:ListAliases",
  ],
  collect: async function* (source) {
    const found: Found[] = [
      ...(await cachesOf(source, "DescribeReplicationGroups", "ReplicationGroups", cacheOfGroup)),
      ...(await cachesOf(source, "DescribeCacheClusters", "CacheClusters", cacheOfNode, {
        ShowCacheNodeInfo: true,
        ShowCacheClustersNotInReplicationGroups: true,
      })),
      ...(await serverlessCaches(source)),
    ];
    if (found.length === 0) return;
    const caches = found.flatMap(({ read }) => read() ?? []);
    const owners = new KeyOwners(source);
    await owners.learn(caches.map(({ kmsKey }) => kmsKey));
    const open = await openGroups(source, caches);
    yield batchOf("elasticache:DescribeReplicationGroups", found, ({ parse }) =>
      normalizeCache(parse(), owners, open, source.scope),
    );
  },
};

/** What was listed: parsed for what else has to be asked, and once more where a misfit is counted. */
type Found = { parse: () => Cache; read: () => Cache | null };

async function cachesOf(
  source: Source,
  operation: string,
  list: string,
  toCache: (raw: unknown) => Cache,
  input: Readonly<Record<string, unknown>> = {},
): Promise<Found[]> {
  const items = await allItems(source, "elasticache", operation, list, input, marker);
  return items.map((raw) => foundOf(() => toCache(raw)));
}

async function serverlessCaches(source: Source): Promise<Found[]> {
  const items = await allItems(source, "elasticache", "DescribeServerlessCaches", "ServerlessCaches");
  return items.map((raw) => foundOf(() => cacheOfServerless(raw)));
}

const foundOf = (parse: () => Cache): Found => ({
  parse,
  read: () => {
    try {
      return parse();
    } catch {
      return null;
    }
  },
});

type OpenGroups = { ids: ReadonlySet<string>; unknowns: Unknowns };

/** User groups with a user who is switched on and has no password. */
async function openGroups(source: Source, caches: readonly Cache[]): Promise<OpenGroups> {
  const unknowns: Unknowns = {};
  if (!caches.some(({ userGroups }) => userGroups.length > 0)) return { ids: new Set(), unknowns };
  const users = await detailItems(
    source,
    { service: "elasticache", operation: "DescribeUsers", list: "Users", input: {}, tokens: marker },
    unknowns,
    ["properties.authentication"],
  );
  const open = users
    .flatMap((raw) => RawUser.safeParse(raw).data ?? [])
    .filter(({ Authentication, AccessString }) => {
      const isOn = /^on\b/.test(AccessString);
      return isOn && (Authentication?.Type ?? "").startsWith("no-password");
    });
  return { ids: new Set(open.flatMap(({ UserGroupIds }) => UserGroupIds)), unknowns };
}

function authenticationOf({ engine, token, userGroups }: Cache, open: OpenGroups) {
  if (engine === "memcached") return "none" as const;
  if (userGroups.length > 0) return userGroups.some((id) => open.ids.has(id)) ? "none" : ("users" as const);
  return token ? ("token" as const) : ("none" as const);
}

function normalizeCache(cache: Cache, owners: KeyOwners, open: OpenGroups, scope: Scope): Batch {
  const unknowns: Unknowns = cache.userGroups.length > 0 ? { ...open.unknowns } : {};
  owners.note(cache.kmsKey, unknowns, ["facets.encryption"]);
  const owner = owners.of(cache.kmsKey);
  const ownKey = cache.encrypted && owner === "customer-key";
  const provided = cache.encrypted ? ("provider-key" as const) : ("none" as const);
  const edges = edgesFrom(cache.key);
  const resource = {
    key: cache.key,
    type: "aws.elasticache.cache" as const,
    name: cache.name,
    ...scope,
    tags: {},
    properties: {
      kind: cache.kind,
      engine: cache.engine,
      requiresTls: cache.requiresTls,
      authentication: authenticationOf(cache, open),
    },
    facets: {
      // A cache answers in its VPC alone.
      publicRead: false,
      publicWrite: false,
      blocksPublicAccess: true,
      publicNetwork: false,
      keyAuthentication: false,
      encryption: ownKey ? ("customer-key" as const) : provided,
      // It is filled again from what it caches, and has no log of who reads it.
      versioning: true,
      accessLogging: true,
      externalPrincipals: [],
      hosts: [...new Set(cache.hosts.flatMap((host) => (host ? [host.toLowerCase()] : [])))],
    },
  };
  return {
    resources: [withUnknowns(resource, unknowns)],
    relationships: [
      ...edges("encrypted-by", ownKey ? encryptingKey(cache.kmsKey, scope) : null),
      ...edges("in-network", ...securityGroupKeys(cache.securityGroups, scope)),
    ],
  };
}
