import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

import type { DenyAssignment, RoleAssignment } from "./decide.ts";
import type { RolePermission } from "./role.ts";

export type AzureIdentity = Resource<"azure.managed-identity.identity"> | Resource<"azure.entra.principal">;

/** An identity whose roles were all read. */
export type AzurePrincipal = {
  key: string;
  identity: AzureIdentity;
  /** Itself and the groups it is in. */
  ids: ReadonlySet<string>;
  assignments: readonly RoleAssignment[];
  denials: readonly DenyAssignment[];
  unread: readonly string[];
};

export function readAzureEstate(graph: ResourceGraph): AzurePrincipal[] {
  const identities = [
    ...graph.all("azure.managed-identity.identity"),
    ...graph.all("azure.entra.principal"),
  ].filter((identity) => idOf(identity) !== "");
  const groups = groupsByPrincipal(graph, identities);
  const assigned = assignmentsByPrincipal(graph);
  const denials = graph.all("azure.authorization.deny-assignment").flatMap((denial) => denialOf(denial));
  const unreadGroups = graph.gaps.some(({ produces }) => produces.includes("member-of"))
    ? ["who is in which group"]
    : [];
  return identities.flatMap((identity): AzurePrincipal[] => {
    const id = idOf(identity);
    const ids = new Set([id, ...(groups.get(id) ?? [])]);
    const assignments = [...ids].flatMap((each) => assigned.get(each) ?? []).filter(isTellableBy(identity));
    if (!isComplete(identity, assignments)) return [];
    return [
      {
        key: identity.key,
        identity,
        ids,
        assignments,
        denials: denials.filter(({ principalIds }) => mayMean(principalIds, ids)),
        unread: unreadGroups,
      },
    ];
  });
}

/** Keys of whoever is meant by the id of a principal: itself, and those who are in it where it is a group. */
export function identitiesByPrincipal(
  graph: ResourceGraph,
  principals: readonly AzurePrincipal[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const add = (id: string, key: string) => found.set(id, (found.get(id) ?? new Set()).add(key));
  for (const identity of [
    ...graph.all("azure.managed-identity.identity"),
    ...graph.all("azure.entra.principal"),
  ])
    add(idOf(identity), identity.key);
  for (const { key, ids } of principals) for (const id of ids) add(id, key);
  return found;
}

/** Nothing where a resource is known by its class alone. */
function idOf({ properties }: AzureIdentity): string {
  const id = Reflect.get(properties, "principalId") as unknown;
  return typeof id === "string" ? id.toLowerCase() : "";
}
const everybodyId = "00000000-0000-0000-0000-000000000000";
const mayMean = (denied: ReadonlySet<string>, ids: ReadonlySet<string>): boolean =>
  denied.has(everybodyId) || [...ids].some((id) => denied.has(id));

/** A principal of several subscriptions is told in each of them; a managed identity stands in one alone. */
const isTellableBy =
  ({ type, account }: AzureIdentity) =>
  ({ name }: RoleAssignment): boolean =>
    type === "azure.managed-identity.identity" ||
    name.id.startsWith(`/subscriptions/${account.toLowerCase()}/`);

/** What its record says of its roles, the assignments must bear out; else the record is all there is to go by. */
function isComplete(identity: AzureIdentity, assignments: readonly RoleAssignment[]): boolean {
  const grants = known(() => identity.facets.grants);
  if (grants === null) return false;
  const own = assignments.filter(
    ({ principalId, isEligible }) => principalId === idOf(identity) && isEligible !== true,
  );
  return own.length >= identity.properties.roles.length && (own.length > 0 || grants.length === 0);
}

function groupsByPrincipal(graph: ResourceGraph, identities: readonly AzureIdentity[]) {
  const direct = new Map<string, Set<string>>();
  for (const identity of identities)
    for (const { resource } of graph.edges(identity.key, "member-of"))
      if (resource.type === "azure.entra.principal") {
        // Safe because of the type that was just compared.
        const group = resource as Resource<"azure.entra.principal">;
        const id = idOf(identity);
        direct.set(id, (direct.get(id) ?? new Set()).add(idOf(group)));
      }
  return new Map([...direct.keys()].map((id) => [id, above(id, direct)]));
}

/** Groups within groups give what they hold to whoever is in any of them. */
function above(id: string, direct: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const found = new Set<string>();
  const open = [...(direct.get(id) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    if (!found.has(next)) {
      found.add(next);
      open.push(...(direct.get(next) ?? []));
    }
  return found;
}

function assignmentsByPrincipal(graph: ResourceGraph): Map<string, RoleAssignment[]> {
  const roles = new Map(
    graph.all("azure.authorization.role-definition").map((role) => [role.key, role] as const),
  );
  const found = new Map<string, RoleAssignment[]>();
  for (const { key, account, properties } of graph.all("azure.authorization.role-assignment")) {
    const role = roles.get(properties.roleDefinitionKey);
    const permissions = role && known(() => role.properties.permissions);
    if (!permissions) continue;
    const principalId = properties.principalId.toLowerCase();
    const assignment: RoleAssignment = {
      name: {
        kind: "role assignment",
        id: key,
        name: `${properties.roleName} on ${properties.scope}`,
      },
      principalId,
      scope: withinSubscription(properties.scope, account),
      permissions,
      condition: properties.condition,
      ...(role.properties.custom
        ? { custom: { name: role.name, assignableScopes: scopesOf(role, account) } }
        : {}),
    };
    found.set(principalId, [...(found.get(principalId) ?? []), assignment]);
  }
  for (const assignment of eligibleAssignments(graph)) {
    const held = found.get(assignment.principalId) ?? [];
    found.set(assignment.principalId, [...held, assignment]);
  }
  return found;
}

/** A role that its holder has to activate first. */
const eligibleAssignments = (graph: ResourceGraph): RoleAssignment[] =>
  graph.all("azure.authorization.eligible-assignment").flatMap(({ key, account, properties }) => {
    const permissions = known(() => properties.permissions);
    if (!permissions) return [];
    return [
      {
        name: { kind: "eligible role", id: key, name: `${properties.roleName} on ${properties.scope}` },
        principalId: properties.principalId.toLowerCase(),
        scope: withinSubscription(properties.scope, account),
        permissions,
        condition: properties.condition,
        isEligible: true,
      },
    ];
  });

const scopesOf = (
  { properties }: Resource<"azure.authorization.role-definition">,
  account: string,
): string[] => properties.assignableScopes.map((scope) => withinSubscription(scope, account));

function denialOf(denial: Resource<"azure.authorization.deny-assignment">): DenyAssignment[] {
  const { key, name, account, properties } = denial;
  const permissions = known(() => properties.permissions);
  return [
    {
      name: { kind: "deny assignment", id: key, name },
      principalIds: new Set(properties.principals.map(({ id }) => id)),
      excludedIds: new Set(properties.excludedPrincipals.map(({ id }) => id)),
      scope: withinSubscription(properties.scope, account),
      appliesBeneath: properties.appliesToChildScopes,
      permissions: permissions ?? unreadPermissions,
      condition: properties.condition,
    },
  ];
}

/** What it denies was not read, so it may deny anything. */
const unreadPermissions: readonly RolePermission[] = [
  {
    actions: ["*"],
    notActions: [],
    dataActions: ["*"],
    notDataActions: [],
    condition: "permissions that were not read",
  },
];

/** What is listed in a subscription from above holds there, and says so in each subscription anew. */
function withinSubscription(scope: string, account: string): string {
  const lower = scope.toLowerCase();
  const isAbove = lower === "/" || lower.startsWith("/providers/microsoft.management/managementgroups/");
  return isAbove ? `/subscriptions/${account.toLowerCase()}` : lower;
}
