import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { RbacRule } from "#lib/domain/resources/kubernetes.ts";
import { clusterKeyOf, keyOf } from "./keys.ts";
import { listParsed } from "./listing.ts";
import { tagsOf } from "./metadata.ts";
import { ClusterRole, rbacGroup, Role, rulesWithAggregated } from "./rbac-source.ts";

const rulesMax = 200;
const namesMax = 100;

export const roles: Collector = {
  id: "roles",
  title: "Roles and cluster roles",
  per: "account",
  produces: ["kubernetes.role"],
  permissions: [`list roles.${rbacGroup}`, `list clusterroles.${rbacGroup}`],
  collect: async function* (source) {
    const { account } = source.scope;
    const own = await listParsed(source, rbacGroup, "roles", Role);
    yield {
      resources: own.items.map((role) => normalizeRole(account, role, role.metadata.namespace, role.rules)),
      relationships: [],
      unparsed: own.unparsed,
    };
    const cluster = await listParsed(source, rbacGroup, "clusterroles", ClusterRole);
    yield { ...normalizeClusterRoles(account, cluster.items), unparsed: cluster.unparsed };
  },
};

export const normalizeClusterRoles = (account: string, items: readonly ClusterRole[]): Batch => ({
  resources: items.map((role) => normalizeRole(account, role, null, rulesWithAggregated(role, items))),
  relationships: [],
});

export const roleKey = (account: string, namespace: string | null, name: string): string =>
  namespace === null ? clusterKeyOf(account, "clusterroles", name) : keyOf(account, "roles", namespace, name);

/** Rules are kept whole or not at all: one whose lists are too long counts as omitted. */
export function normalizeRole(
  account: string,
  role: Role | ClusterRole,
  namespace: string | null,
  rules: readonly RbacRule[],
): Resource<"kubernetes.role"> {
  const { metadata } = role;
  const isShort = (rule: RbacRule) =>
    [rule.verbs, rule.apiGroups, rule.resources, rule.resourceNames, rule.nonResourceURLs].every(
      (list) => list.length <= namesMax,
    );
  const kept = rules.filter(isShort).slice(0, rulesMax);
  const selectors = "aggregationRule" in role ? (role.aggregationRule?.clusterRoleSelectors ?? []) : [];
  return {
    key: roleKey(account, namespace, metadata.name),
    type: "kubernetes.role",
    name: metadata.name,
    account,
    region: null,
    tags: tagsOf(metadata),
    properties: {
      namespace,
      rules: kept,
      omittedRuleCount: rules.length - kept.length,
      aggregates: selectors.map(({ matchLabels }) =>
        Object.entries(matchLabels)
          .map(([key, value]) => `${key}=${value}`)
          .join(","),
      ),
    },
    facets: {},
  };
}
