import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { RbacRule, RbacSubject } from "#lib/domain/resources/kubernetes.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { listOf, Metadata, texts } from "./metadata.ts";
import { tryList } from "./listing.ts";
import { selects, Selector } from "./network-rules.ts";

export const rbacGroup = "rbac.authorization.k8s.io";
const names = listOf(z.string());
const Rule = z.object({
  verbs: names,
  apiGroups: names,
  resources: names,
  resourceNames: names,
  nonResourceURLs: names,
});

export const Role = z.object({ metadata: Metadata, rules: listOf(Rule) });
export const ClusterRole = Role.extend({
  metadata: Metadata.extend({ labels: texts }),
  aggregationRule: z
    .object({ clusterRoleSelectors: listOf(Selector) })
    .nullish()
    .transform((value) => value ?? undefined),
});
export type Role = z.infer<typeof Role>;
export type ClusterRole = z.infer<typeof ClusterRole>;

const Subject = z.object({
  kind: z.enum(["User", "Group", "ServiceAccount"]),
  name: z.string(),
  namespace: z.string().nullish(),
});
export const Binding = z.object({
  metadata: Metadata,
  roleRef: z.object({ kind: z.enum(["Role", "ClusterRole"]), name: z.string() }),
  subjects: listOf(Subject),
});
export type Binding = z.infer<typeof Binding>;

export const rbacPermissions = ["roles", "clusterroles", "rolebindings", "clusterrolebindings"].map(
  (plural) => `list ${plural}.${rbacGroup}`,
);

/** Roles and who holds them, as far as they could be read. */
export type Rbac = {
  roles: readonly Role[];
  clusterRoles: readonly ClusterRole[];
  roleBindings: readonly Binding[];
  clusterRoleBindings: readonly Binding[];
  unknown: Unknown | null;
};

export async function readRbac(source: Source): Promise<Rbac> {
  const roles = await tryList(source, rbacGroup, "roles", Role);
  const clusterRoles = await tryList(source, rbacGroup, "clusterroles", ClusterRole);
  const roleBindings = await tryList(source, rbacGroup, "rolebindings", Binding);
  const clusterRoleBindings = await tryList(source, rbacGroup, "clusterrolebindings", Binding);
  return {
    roles: roles.items,
    clusterRoles: clusterRoles.items,
    roleBindings: roleBindings.items,
    clusterRoleBindings: clusterRoleBindings.items,
    unknown: roles.unknown ?? clusterRoles.unknown ?? roleBindings.unknown ?? clusterRoleBindings.unknown,
  };
}

export const subjectOf = ({ kind, name, namespace }: z.infer<typeof Subject>): RbacSubject => ({
  kind,
  name,
  namespace: kind === "ServiceAccount" ? (namespace ?? null) : null,
});

/** The rules a binding hands out. The control plane copies what a cluster role aggregates into it, mostly. */
export function rulesOf(binding: Binding, { roles, clusterRoles }: Rbac): readonly RbacRule[] {
  const { kind, name } = binding.roleRef;
  if (kind === "Role")
    return (
      roles.find(
        ({ metadata }) => metadata.name === name && metadata.namespace === binding.metadata.namespace,
      )?.rules ?? []
    );
  const role = clusterRoles.find(({ metadata }) => metadata.name === name);
  return role ? rulesWithAggregated(role, clusterRoles) : [];
}

export function rulesWithAggregated(role: ClusterRole, all: readonly ClusterRole[]): readonly RbacRule[] {
  const selectors = role.aggregationRule?.clusterRoleSelectors ?? [];
  if (selectors.length === 0) return role.rules;
  const gathered = all
    .filter(
      (other) => other !== role && selectors.some((selector) => selects(selector, other.metadata.labels)),
    )
    .flatMap(({ rules }) => rules);
  const seen = new Set(role.rules.map((rule) => JSON.stringify(rule)));
  return [...role.rules, ...gathered.filter((rule) => !seen.has(JSON.stringify(rule)))];
}
