import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { armKey, systemIdentityKey } from "./arm.ts";
import { listed } from "./detail.ts";
import { DirectoryObject } from "./directory-answers.ts";
import { entraPrincipal, principalKey } from "./entra-principals.ts";
import { parseRows, queryAll } from "./graph-query.ts";
import { RoleAssignment } from "./role-assignments.ts";

const call = { service: "Microsoft.Graph", operation: "Groups_ListTransitiveMembers" };
const groupsMax = 200;
const membersMax = 5_000;

const Identity = z.object({
  id: z.string(),
  principalId: z.string(),
  assignment: z.enum(["system", "user"]),
});
/** Managed identities by the principal they are in the directory. */
const identitiesQuery = [
  "Resources | where isnotempty(identity.principalId) or type =~ 'microsoft.managedidentity/userassignedidentities'",
  "extend own = tostring(properties.principalId), system = tostring(identity.principalId)",
  "project id, principalId = iff(isnotempty(system), system, own), assignment = iff(isnotempty(system), 'system', 'user')",
  "where isnotempty(principalId) | order by id asc",
].join(" | ");

export const groupMembers: Collector = {
  id: "group-members",
  title: "Who is in the groups that hold roles",
  per: "account",
  produces: ["azure.entra.principal", "member-of"],
  // Who is only in a group holds nothing by itself, so that nobody else's rights are in doubt.
  leavesOpen: ["member-of"],
  permissions: ["Microsoft.Authorization/roleAssignments/read", "Directory.Read.All"],
  collect: async function* (source) {
    const assignments = await listed(
      source,
      { service: "Microsoft.Authorization", operation: "RoleAssignments_ListForSubscription" },
      {},
    );
    const { rows, unparsed } = parseRows(
      assignments,
      RoleAssignment,
      "Microsoft.Authorization:RoleAssignments_ListForSubscription",
    );
    const holders = rows.map(({ properties }) => properties);
    const groups = new Set(
      holders.filter(({ principalType }) => principalType === "Group").map(({ principalId }) => principalId),
    );
    yield { resources: [], relationships: [], unparsed };
    if (groups.size === 0) return;
    if (groups.size > groupsMax)
      throw new ProviderError("failed", call, `More than ${groupsMax} groups hold roles here`);
    const identities = await queryAll(source, identitiesQuery, Identity);
    const { account } = source.scope;
    const known = new Map(
      holders.map(({ principalId }) => [principalId.toLowerCase(), principalKey(principalId, account)]),
    );
    for (const { id, principalId, assignment } of identities.rows)
      known.set(principalId.toLowerCase(), assignment === "system" ? systemIdentityKey(id) : armKey(id));
    yield { resources: [], relationships: [], unparsed: identities.unparsed };
    yield* membersOf(source, [...groups].toSorted(), known);
  },
};

/** A person in several groups is one principal, told with the first. */
async function* membersOf(
  source: Source,
  groups: readonly string[],
  known: Map<string, string>,
): AsyncGenerator<Batch> {
  let added = 0;
  for (const groupId of groups) {
    const records = await listedMembers(source, groupId);
    if (records === null) continue;
    const batch = normalizeMembers(records, groupId, source.scope.account, known);
    added += batch.resources.length;
    if (added > membersMax)
      throw new ProviderError("failed", call, `More than ${membersMax} people are in groups that hold roles`);
    yield batch;
  }
}

/** A group that was deleted still stands in its role assignments, and nobody is in it. */
async function listedMembers(source: Source, groupId: string): Promise<readonly unknown[] | null> {
  try {
    return await listed(source, call, { groupId });
  } catch (error) {
    if (error instanceof ProviderError && error.reason === "not-found") return null;
    throw error;
  }
}

/** Groups within a group are looked through, so only who can act is told. `known` learns whom it adds. */
export function normalizeMembers(
  records: readonly unknown[],
  groupId: string,
  account: string,
  known: Map<string, string>,
): Batch {
  const { rows, unparsed } = parseRows(records, DirectoryObject, `${call.service}:${call.operation}`);
  const resources: Resource[] = [];
  const relationships: Relationship[] = [];
  for (const member of rows.filter(canAct)) {
    const id = member.id.toLowerCase();
    let from = known.get(id);
    if (from === undefined) {
      const resource = entraPrincipal(member.id, account, nothing, directoryOf(member));
      resources.push(resource);
      from = resource.key;
      known.set(id, from);
    }
    relationships.push({ from, kind: "member-of", to: principalKey(groupId, account) });
  }
  return { resources, relationships, unparsed };
}

const nothing = { principalType: null, roles: [], grants: [] };
const canAct = (member: DirectoryObject): boolean =>
  ["#microsoft.graph.user", "#microsoft.graph.servicePrincipal"].includes(member["@odata.type"] ?? "");

const directoryOf = (member: DirectoryObject) => ({
  objects: new Map([[member.id.toLowerCase(), member]]),
  objectsUnknown: null,
  applications: new Map(),
  applicationsUnknown: applicationsNotAsked,
});

const applicationsNotAsked: Unknown = {
  reason: "unsupported",
  call: "Microsoft.Graph:Applications_List",
  permission: null,
  message: "Only applications that hold a role themselves are asked for their secrets",
};
