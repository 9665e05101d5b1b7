import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { listed } from "./detail.ts";
import { parseRows } from "./graph-query.ts";

const service = "Microsoft.Graph";
const operation = "RoleManagement_ListDirectoryRoleAssignments";

const actions = z.array(z.string()).nullish();
export const DirectoryRole = z.object({
  id: z.string(),
  principalId: z.string(),
  roleDefinitionId: z.string(),
  directoryScopeId: z.string().nullish(),
  roleDefinition: z
    .object({
      displayName: z.string().nullish(),
      templateId: z.string().nullish(),
      isBuiltIn: z.boolean().nullish(),
      rolePermissions: z.array(z.object({ allowedResourceActions: actions })).nullish(),
    })
    .nullish(),
});
type DirectoryRole = z.infer<typeof DirectoryRole>;

/** Who holds a role over the directory itself, which stands above every subscription. */
export const entraRoles: Collector = {
  id: "entra-roles",
  title: "Roles over the Entra directory",
  per: "connection",
  produces: ["azure.entra.role-assignment"],
  permissions: ["Directory.Read.All"],
  collect: async function* (source) {
    yield normalizeEntraRoles(await listEntraRoles(source), source.scope.account);
  },
};

export const listEntraRoles = (source: Source): Promise<readonly unknown[]> =>
  listed(source, { service, operation }, {});

/** Ids of those whose role over the directory, held or to be activated, may lead to an identity. */
export const leadingPrincipals = (records: readonly unknown[]): string[] =>
  parseRows(records, DirectoryRole, "")
    .rows.filter(
      (row) =>
        row.roleDefinitionId.toLowerCase() === privilegedAuthenticationAdministrator ||
        applicationActionsOf(row).some((action) => leading.test(action)),
    )
    .map(({ principalId }) => principalId)
    .slice(0, leadingMax);

const leading = /\/(credentials\/update|owners\/update|allproperties\/(update|alltasks))$/;
/** It resets how anybody signs in, which is none of the actions that are kept. */
const privilegedAuthenticationAdministrator = "7be44c8a-adaf-4e2a-84d6-ab2649e08a13";
const leadingMax = 500;

const normalizeEntraRoles = (records: readonly unknown[], account: string): Batch =>
  normalizeDirectoryRoles(records, `${service}:${operation}`, DirectoryRole, (row) => ({
    key: directoryRoleKey(account, "roleassignments", row.id),
    type: "azure.entra.role-assignment",
    name: `${roleNameOf(row)} for ${row.principalId}`,
    account,
    region: null,
    tags: {},
    properties: directoryRoleOf(row),
    facets: {},
  }));

const rolesMax = 5_000;

/** Of very many some are left out, and that is said. */
export function normalizeDirectoryRoles<T>(
  records: readonly unknown[],
  call: string,
  record: z.ZodType<T>,
  toResource: (row: T) => Resource,
): Batch {
  const { rows, unparsed } = parseRows(records.slice(0, rolesMax), record, call);
  const cut = records.length > rolesMax ? [{ call, message: `There are more than ${rolesMax} roles` }] : [];
  return { resources: rows.map(toResource), relationships: [], unparsed: [...unparsed, ...cut] };
}

export const directoryRoleKey = (account: string, kind: string, id: string): string =>
  `/subscriptions/${account}/providers/microsoft.entra/${kind}/${id}`.toLowerCase();

export const roleNameOf = ({ roleDefinition, roleDefinitionId }: DirectoryRole): string =>
  roleDefinition?.displayName ?? roleDefinitionId;

/** Which role it is, whom it is for and over what. */
export function directoryRoleOf(row: DirectoryRole): Resource<"azure.entra.role-assignment">["properties"] {
  const { principalId, roleDefinition, roleDefinitionId, directoryScopeId } = row;
  return {
    roleName: roleNameOf(row),
    // Of roles that Entra brings along, the definition has the id of its template.
    roleTemplateId: (roleDefinition?.templateId ?? roleDefinitionId).toLowerCase(),
    customRole: roleDefinition?.isBuiltIn === false,
    principalId: principalId.toLowerCase(),
    scope: (directoryScopeId ?? "/").toLowerCase(),
    applicationActions: applicationActionsOf(row),
  };
}

/** What a role may do with applications and roles of the directory; the rest of it leads to no identity here. */
const applicationActionsOf = ({ roleDefinition }: DirectoryRole): string[] =>
  (roleDefinition?.rolePermissions ?? [])
    .flatMap(({ allowedResourceActions }) => allowedResourceActions ?? [])
    .filter((action) =>
      /^microsoft\.directory\/(applications|serviceprincipals|roleassignments)[./]/i.test(action),
    )
    .map((action) => action.toLowerCase())
    .slice(0, 200);
