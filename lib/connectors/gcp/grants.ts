import type { Grant } from "#lib/domain/ability.ts";
import type { Binding } from "./iam-policy.ts";
import { bucketKey, keyOf, projectKey } from "./names.ts";
import type { RoleAbilities } from "./role-abilities.ts";

export type ResolveRole = (role: string) => RoleAbilities | null;

/** Grants by member, and the members of whom a role could not be read. */
export type MemberGrants = { grants: Map<string, Grant[]>; unread: Map<string, string> };

/**
 * Turns every binding of a project and its resources into grants over key globs; what stands above the project holds
 * for it as its own does. A bucket's key does not name its project, so what a role says of all buckets is said of each.
 */
export function grantsByMember(
  bindingsByKey: ReadonlyMap<string, readonly Binding[]>,
  resolve: ResolveRole,
  projectId: string,
  buckets: readonly string[],
  inherited: readonly { name: string; bindings: readonly Binding[] }[] = [],
): MemberGrants {
  const grants = new Map<string, Grant[]>();
  const unread = new Map<string, string>();
  const placed = [
    ...[...bindingsByKey].map(([key, bindings]) => ({ key, place: key, bindings })),
    ...inherited.map(({ name, bindings }) => ({
      key: projectKey(projectId),
      place: keyOf("cloudresourcemanager", name),
      bindings,
    })),
  ];
  for (const { key, place, bindings } of placed)
    for (const { role, members, condition } of bindings) {
      const abilities = resolve(role);
      const given = (abilities ?? []).flatMap((part) =>
        globsOf(part.service, key, projectId, buckets).map((on): Grant => ({
          effect: "allow",
          abilities: [...part.abilities],
          on,
          conditional: condition !== undefined,
          source: `${role} on ${place}`,
        })),
      );
      for (const member of members) {
        if (abilities === null) unread.set(member, role);
        grants.set(member, [
          ...(grants.get(member) ?? []),
          ...given.filter((grant) => grant.abilities.length > 0),
        ]);
      }
    }
  return { grants, unread };
}

function globsOf(service: string, key: string, projectId: string, buckets: readonly string[]): string[] {
  if (key !== projectKey(projectId)) return service === "*" || key.startsWith(`//${service}.`) ? [key] : [];
  const ofBuckets = buckets.map(bucketKey);
  if (service === "storage") return ofBuckets;
  // A glob without a prefix speaks of everything in the identity's own project.
  if (service === "*") return ["*"];
  return [`//${service}.googleapis.com/projects/${projectId}/*`];
}
