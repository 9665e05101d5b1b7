import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { RbacSubject } from "#lib/domain/resources/kubernetes.ts";
import { clusterKeyOf, keyOf, serviceAccountKey } from "./keys.ts";
import { listParsed } from "./listing.ts";
import { tagsOf } from "./metadata.ts";
import { Binding, rbacGroup, subjectOf } from "./rbac-source.ts";
import { roleKey } from "./roles.ts";

const subjectsMax = 500;

export const roleBindings: Collector = {
  id: "role-bindings",
  title: "Role bindings",
  per: "account",
  produces: ["kubernetes.role-binding", "governed-by"],
  permissions: [`list rolebindings.${rbacGroup}`, `list clusterrolebindings.${rbacGroup}`],
  collect: async function* (source) {
    const { account } = source.scope;
    const own = await listParsed(source, rbacGroup, "rolebindings", Binding);
    yield { ...normalizeBindings(account, own.items, "namespace"), unparsed: own.unparsed };
    const cluster = await listParsed(source, rbacGroup, "clusterrolebindings", Binding);
    yield { ...normalizeBindings(account, cluster.items, "cluster"), unparsed: cluster.unparsed };
  },
};

export const subjectKey = (account: string, { kind, name, namespace }: RbacSubject): string =>
  kind === "ServiceAccount"
    ? serviceAccountKey(account, namespace ?? "default", name)
    : clusterKeyOf(account, `${kind.toLowerCase()}s`, name);

export function normalizeBindings(
  account: string,
  bindings: readonly Binding[],
  reach: "namespace" | "cluster",
): Batch {
  const resources: Resource<"kubernetes.role-binding">[] = [];
  const relationships: Relationship[] = [];
  for (const { metadata, roleRef, subjects } of bindings) {
    const namespace = reach === "namespace" ? metadata.namespace : null;
    const key =
      namespace === null
        ? clusterKeyOf(account, "clusterrolebindings", metadata.name)
        : keyOf(account, "rolebindings", namespace, metadata.name);
    const kept = subjects.slice(0, subjectsMax).map(subjectOf);
    resources.push({
      key,
      type: "kubernetes.role-binding",
      name: metadata.name,
      account,
      region: null,
      tags: tagsOf(metadata),
      properties: {
        namespace,
        roleKind: roleRef.kind,
        roleName: roleRef.name,
        subjects: kept,
        omittedSubjectCount: subjects.length - kept.length,
      },
      facets: {},
    });
    const role = roleKey(account, roleRef.kind === "Role" ? namespace : null, roleRef.name);
    relationships.push({ from: key, kind: "governed-by", to: role });
    for (const subject of new Set(kept.map((one) => subjectKey(account, one))))
      relationships.push({ from: subject, kind: "governed-by", to: key });
  }
  return { resources, relationships };
}
