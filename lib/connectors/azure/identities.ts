import { z } from "zod";

import type { Grant, Trust } from "#lib/domain/ability.ts";
import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import {
  armKey,
  armRow,
  placeOf,
  resourcesOfType,
  systemIdentityKey,
  type ArmBase,
  type ArmRow,
} from "./arm.ts";
import { detail, listed, withUnknown } from "./detail.ts";
import { parseRows, queryAll } from "./graph-query.ts";
import { grantsOf } from "./role-abilities.ts";

const UserAssigned = armRow(z.object({ principalId: z.string(), clientId: z.string().nullish() }));
type UserAssigned = ArmRow<{ principalId: string; clientId?: string | null | undefined }>;
const WithSystemIdentity = armRow(z.unknown().optional());
type WithSystemIdentity = ArmBase;

const Federations = z.object({
  value: z.array(z.object({ properties: z.object({ issuer: z.string(), subject: z.string().nullish() }) })),
});
const RoleAssignment = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    roleDefinitionId: z.string(),
    principalId: z.string(),
    principalType: z.string().nullish(),
    scope: z.string(),
    condition: z.string().nullish(),
  }),
});
const actions = z.array(z.string()).nullish();
const RoleDefinition = z.object({
  name: z.string(),
  properties: z.object({
    roleName: z.string(),
    type: z.string().nullish(),
    permissions: z.array(
      z.object({ actions, notActions: actions, dataActions: actions, notDataActions: actions }),
    ),
  }),
});
type RoleAssignment = z.infer<typeof RoleAssignment>;
type RoleDefinition = z.infer<typeof RoleDefinition>;

const systemIdentitiesQuery =
  "Resources | where isnotempty(identity.principalId) | project id, name, location, tags, identity | order by id asc";
const authorization = "Microsoft.Authorization";

export const identities: Collector = {
  id: "identities",
  title: "Managed identities, principals and role assignments",
  per: "account",
  produces: [
    "azure.managed-identity.identity",
    "azure.entra.principal",
    "azure.authorization.role-assignment",
    "governed-by",
  ],
  permissions: [
    "Microsoft.ManagedIdentity/userAssignedIdentities/read",
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/read",
    "Microsoft.Authorization/roleAssignments/read",
    "Microsoft.Authorization/roleDefinitions/read",
  ],
  collect: async function* (source) {
    const assignments = await listed(
      source,
      { service: authorization, operation: "RoleAssignments_ListForSubscription" },
      {},
    );
    const definitions = await listed(
      source,
      { service: authorization, operation: "RoleDefinitions_List" },
      {},
    );
    const userType = resourcesOfType("microsoft.managedidentity/userassignedidentities");
    const users = await queryAll(source, userType, UserAssigned);
    const systems = await queryAll(source, systemIdentitiesQuery, WithSystemIdentity);
    const federations = new Map<string, FederationAnswer>();
    for (const { id } of users.rows)
      federations.set(
        id,
        await detail(
          source,
          { service: "Microsoft.ManagedIdentity", operation: "FederatedIdentityCredentials_List" },
          { id },
          Federations,
        ),
      );
    const batch = normalizeIdentities(source.scope.account, {
      users: users.rows,
      systems: systems.rows,
      assignments,
      definitions,
      federations,
    });
    yield { ...batch, unparsed: [...users.unparsed, ...systems.unparsed, ...(batch.unparsed ?? [])] };
  },
};

type FederationAnswer = { value: z.infer<typeof Federations> | null; unknown: Unknown | null };
export type IdentityAnswers = {
  users: readonly UserAssigned[];
  systems: readonly WithSystemIdentity[];
  assignments: readonly unknown[];
  definitions: readonly unknown[];
  federations: ReadonlyMap<string, FederationAnswer>;
};
type Held = { assignment: RoleAssignment; role: RoleDefinition["properties"] };

export function normalizeIdentities(account: string, answers: IdentityAnswers): Batch {
  const assignments = parseRows(
    answers.assignments,
    RoleAssignment,
    `${authorization}:RoleAssignments_ListForSubscription`,
  );
  const definitions = parseRows(answers.definitions, RoleDefinition, `${authorization}:RoleDefinitions_List`);
  const roles = new Map(definitions.rows.map(({ name, properties }) => [name.toLowerCase(), properties]));
  const held: Held[] = assignments.rows.flatMap((assignment) => {
    const role = roles.get(lastSegment(assignment.properties.roleDefinitionId));
    return role ? [{ assignment, role }] : [];
  });
  const byPrincipal = Map.groupBy(held, ({ assignment }) => assignment.properties.principalId.toLowerCase());
  const rolesOf = (principalId: string) => byPrincipal.get(principalId.toLowerCase()) ?? [];
  const unparsed = [...assignments.unparsed, ...definitions.unparsed];
  const untold = untoldGrants(assignments.rows, roles, unparsed);
  const managed = [
    ...answers.users.map((row) =>
      userIdentity(row, account, rolesOf(row.properties.principalId), answers.federations.get(row.id)),
    ),
    ...answers.systems.flatMap((row) =>
      row.identity?.principalId
        ? [systemIdentity(row, account, row.identity.principalId, rolesOf(row.identity.principalId))]
        : [],
    ),
  ];
  const known = new Set(managed.map(({ properties }) => properties.principalId.toLowerCase()));
  const others = [...byPrincipal].filter(([principalId]) => !known.has(principalId));
  const principals = others.map(([principalId, roles]) => principalOf(principalId, account, roles));
  const keyOf = new Map(
    [...managed, ...principals].map(({ key, properties }) => [properties.principalId.toLowerCase(), key]),
  );
  return {
    resources: [
      ...[...managed, ...principals].map((identity) =>
        withUnknown(identity, { "facets.grants": untold(identity.properties.principalId) }),
      ),
      ...held.map((each) => assignmentOf(each, account)),
    ],
    relationships: held.flatMap(({ assignment, role }) => {
      const from = keyOf.get(assignment.properties.principalId.toLowerCase());
      const to = assignmentKey(assignment.id, account);
      return from === undefined ? [] : [{ from, kind: "governed-by" as const, to, reason: role.roleName }];
    }),
    unparsed,
  };
}

/**
 * Why the grants of a principal are not known in whole: a record that cannot be read may be anybody's, and a role
 * whose definition was not listed may allow anything.
 */
function untoldGrants(
  assignments: readonly RoleAssignment[],
  roles: ReadonlyMap<string, RoleDefinition["properties"]>,
  unparsed: readonly { call: string; message: string }[],
): (principalId: string) => Unknown | null {
  const [first] = unparsed;
  if (first) return () => ({ reason: "malformed", permission: null, ...first });
  const undefinedRoles = new Map(
    assignments
      .filter(({ properties }) => !roles.has(lastSegment(properties.roleDefinitionId)))
      .map(({ properties }) => [properties.principalId.toLowerCase(), properties.roleDefinitionId]),
  );
  return (principalId) => {
    const role = undefinedRoles.get(principalId.toLowerCase());
    if (role === undefined) return null;
    const call = `${authorization}:RoleDefinitions_List`;
    return { reason: "failed", call, permission: null, message: `It does not list ${role}` };
  };
}

const lastSegment = (id: string): string => id.slice(id.lastIndexOf("/") + 1).toLowerCase();

const grantsFor = (held: readonly Held[], account: string): Grant[] =>
  held.flatMap(({ assignment: { properties }, role }) =>
    grantsOf(
      { name: role.roleName, permissions: role.permissions },
      { scope: properties.scope, conditional: Boolean(properties.condition) },
      account,
    ),
  );

const roleTexts = (held: readonly Held[]): string[] =>
  held.map(({ assignment, role }) => `${role.roleName} on ${assignment.properties.scope.toLowerCase()}`);

const managedFacets = (held: readonly Held[], account: string, trusts: Trust[]) => ({
  kind: "managed-identity" as const,
  grants: grantsFor(held, account),
  trusts,
  longLivedKeyCount: 0,
  lastUsedAt: null,
});

function userIdentity(
  row: UserAssigned,
  account: string,
  held: readonly Held[],
  federations: FederationAnswer | undefined,
): Resource<"azure.managed-identity.identity"> {
  const trusts = (federations?.value?.value ?? []).map(({ properties }): Trust => ({
    kind: "federation",
    principal: `${properties.issuer} ${properties.subject ?? "*"}`,
    conditional: Boolean(properties.subject),
  }));
  const { principalId, clientId } = row.properties;
  return withUnknown(
    {
      ...placeOf(row, account),
      type: "azure.managed-identity.identity",
      properties: { assignment: "user", principalId, clientId: clientId ?? null, roles: roleTexts(held) },
      facets: managedFacets(held, account, trusts),
    },
    { "facets.trusts": federations?.unknown ?? null },
  );
}

const systemIdentity = (
  row: WithSystemIdentity,
  account: string,
  principalId: string,
  held: readonly Held[],
): Resource<"azure.managed-identity.identity"> => ({
  ...placeOf(row, account),
  key: systemIdentityKey(row.id),
  type: "azure.managed-identity.identity",
  name: `${row.name} (system-assigned)`,
  properties: { assignment: "system", principalId, clientId: null, roles: roleTexts(held) },
  facets: managedFacets(held, account, [{ kind: "service", principal: armKey(row.id), conditional: true }]),
});

const kinds: Record<string, Resource<"azure.entra.principal">["facets"]["kind"]> = {
  User: "user",
  Group: "group",
  ForeignGroup: "group",
  ServicePrincipal: "service-account",
};

/** Somebody with a role here who is no managed identity of this subscription. Entra itself is not asked. */
function principalOf(
  principalId: string,
  account: string,
  held: readonly Held[],
): Resource<"azure.entra.principal"> {
  const principalType = held[0]?.assignment.properties.principalType ?? "Unknown";
  const kind = kinds[principalType] ?? "service-account";
  const untold: Unknown = {
    reason: "unsupported",
    call: "Microsoft.Graph:ServicePrincipals_Get",
    permission: null,
    message: "Azure's resource manager does not tell; Microsoft Graph is not asked",
  };
  return withUnknown(
    {
      key: `/subscriptions/${account}/providers/microsoft.authorization/principals/${principalId}`,
      type: "azure.entra.principal",
      name: `${principalType} ${principalId}`,
      account,
      region: null,
      tags: {},
      properties: { principalId, principalType, roles: roleTexts(held) },
      facets: {
        ...managedFacets(held, account, []),
        kind,
      },
    },
    // A group signs in nowhere and has no key of its own.
    kind === "group" ? {} : { "facets.longLivedKeyCount": untold, "facets.lastUsedAt": untold },
  );
}

/** One made above subscriptions holds in each of them, and each says so for itself. */
const assignmentKey = (id: string, account: string): string =>
  armKey(/^\/subscriptions\//i.test(id) ? id : `/subscriptions/${account}${id}`);

const assignmentOf = (
  { assignment, role }: Held,
  account: string,
): Resource<"azure.authorization.role-assignment"> => ({
  key: assignmentKey(assignment.id, account),
  type: "azure.authorization.role-assignment",
  name: `${role.roleName} for ${assignment.properties.principalType ?? "principal"} ${assignment.properties.principalId}`,
  account,
  region: null,
  tags: {},
  properties: {
    roleName: role.roleName,
    customRole: role.type === "CustomRole",
    scope: assignment.properties.scope.toLowerCase(),
    principalId: assignment.properties.principalId,
    principalType: assignment.properties.principalType ?? "Unknown",
    conditional: Boolean(assignment.properties.condition),
  },
  facets: {},
});
