import { z } from "zod";

import type { Grant, Trust } from "#lib/domain/ability.ts";
import type { Batch, Collector } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource, ResourceType } from "#lib/domain/resource.ts";
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
import { detail, listed } from "./detail.ts";
import { ownersOf, readDirectory, type DirectoryAnswers } from "./directory-answers.ts";
import { eligiblePrincipals, listEligible } from "./eligible-roles.ts";
import { listEligibleEntraRoles } from "./entra-eligible-roles.ts";
import { leadingPrincipals, listEntraRoles } from "./entra-roles.ts";
import { entraPrincipal } from "./entra-principals.ts";
import { parseRows, queryAll } from "./graph-query.ts";
import { grantsOf } from "./role-abilities.ts";
import {
  assignmentKey,
  assignmentOf,
  definitionKey,
  definitionOf,
  lastSegment,
  RoleAssignment,
  RoleDefinition,
} from "./role-assignments.ts";
import { withUnknown } from "../normalized.ts";

const UserAssigned = armRow(z.object({ principalId: z.string(), clientId: z.string().nullish() }));
type UserAssigned = ArmRow<{ principalId: string; clientId?: string | null | undefined }>;
const WithSystemIdentity = armRow(z.unknown().optional());
type WithSystemIdentity = ArmBase;

const Federations = z.object({
  value: z.array(z.object({ properties: z.object({ issuer: z.string(), subject: z.string().nullish() }) })),
});
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
    "azure.authorization.role-definition",
    "governed-by",
  ],
  permissions: [
    "Microsoft.ManagedIdentity/userAssignedIdentities/read",
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/read",
    "Microsoft.Authorization/roleAssignments/read",
    "Microsoft.Authorization/roleDefinitions/read",
    "Directory.Read.All",
    "RoleEligibilitySchedule.Read.Directory",
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
    // That they cannot be read is the gap of the collector that is about them.
    const eligible = eligiblePrincipals(await listEligible(source).catch(unlessExpired));
    const leading = leadingPrincipals([
      ...(await listEntraRoles(source).catch(unlessExpired)),
      ...(await listEligibleEntraRoles(source).catch(unlessExpired)),
    ]);
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
    const directory = await readDirectory(source, [
      ...principalsIn(assignments),
      ...eligible.map(({ id }) => id),
      ...leading,
    ]);
    const others = [...leading, ...ownersOf(directory.applications)];
    const batch = normalizeIdentities(source.scope.account, {
      directory,
      // Where the directory does not tell what they are, nothing is told of them.
      others: [
        ...eligible,
        ...others.filter((id) => directory.objects.has(id.toLowerCase())).map((id) => ({ id, type: null })),
      ],
      users: users.rows,
      systems: systems.rows,
      assignments,
      definitions,
      federations,
    });
    yield { ...batch, unparsed: [...users.unparsed, ...systems.unparsed, ...(batch.unparsed ?? [])] };
  },
};

function unlessExpired(error: unknown): readonly unknown[] {
  if (!(error instanceof ProviderError) || error.reason === "expired-credentials") throw error;
  return [];
}

const principalsIn = (assignments: readonly unknown[]): string[] =>
  parseRows(assignments, RoleAssignment, "").rows.map(({ properties }) => properties.principalId);

type FederationAnswer = { value: z.infer<typeof Federations> | null; unknown: Unknown | null };
export type IdentityAnswers = {
  users: readonly UserAssigned[];
  systems: readonly WithSystemIdentity[];
  assignments: readonly unknown[];
  definitions: readonly unknown[];
  federations: ReadonlyMap<string, FederationAnswer>;
  directory: DirectoryAnswers;
  /** Who may activate a role, owns an application or holds a role over the directory, and need hold none here. */
  others?: readonly { id: string; type: string | null }[];
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
  const waiting = new Map(
    (answers.others ?? [])
      .map(({ id, type }) => [id.toLowerCase(), type] as const)
      .filter(([id]) => !known.has(id) && !byPrincipal.has(id)),
  );
  const principals = [
    ...others.map(([principalId, roles]) =>
      entraPrincipal(principalId, account, standingOf(roles, account), answers.directory),
    ),
    ...[...waiting].map(([principalId, principalType]) =>
      entraPrincipal(principalId, account, { principalType, roles: [], grants: [] }, answers.directory),
    ),
  ];
  const keyOf = new Map(
    [...managed, ...principals].map(({ key, properties }) => [properties.principalId.toLowerCase(), key]),
  );
  return {
    resources: [
      ...[...managed, ...principals].map((identity) =>
        withUnknown<ResourceType>(identity, {
          "facets.grants": untold(identity.properties.principalId),
        }),
      ),
      ...held.map(({ assignment, role }) => assignmentOf(assignment, role, account)),
      ...definitionsToKeep(definitions.rows, held).map((definition) => definitionOf(definition, account)),
    ],
    relationships: held.flatMap((each) => governing(each, account, keyOf)),
    unparsed,
  };
}

/** Azure's own roles are hundreds; those nobody holds here decide nothing. */
function definitionsToKeep(definitions: readonly RoleDefinition[], held: readonly Held[]): RoleDefinition[] {
  const assigned = new Set(held.map(({ assignment }) => lastSegment(assignment.properties.roleDefinitionId)));
  return definitions.filter(
    ({ name, properties }) => properties.type === "CustomRole" || assigned.has(name.toLowerCase()),
  );
}

function governing(
  { assignment, role }: Held,
  account: string,
  keyOf: ReadonlyMap<string, string>,
): Relationship[] {
  const key = assignmentKey(assignment.id, account);
  const holder = keyOf.get(assignment.properties.principalId.toLowerCase());
  const definition = definitionKey(assignment.properties.roleDefinitionId, account);
  return [
    ...(holder === undefined
      ? []
      : [{ from: holder, kind: "governed-by" as const, to: key, reason: role.roleName }]),
    { from: key, kind: "governed-by", to: definition },
  ];
}

const standingOf = (held: readonly Held[], account: string) => ({
  principalType: held[0]?.assignment.properties.principalType ?? null,
  roles: roleTexts(held),
  grants: grantsFor(held, account),
});

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
