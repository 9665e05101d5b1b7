import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { listed } from "./detail.ts";
import { parseRows } from "./graph-query.ts";

const service = "Microsoft.Graph";
const operation = "RoleManagement_ListDirectoryRoleAssignments";

const actions = z.array(z.string()).nullish();
const Assignment = z.object({
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
type Assignment = z.infer<typeof Assignment>;

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

/** Ids of those whose role over the directory may lead to an identity; nobody where it may not be read. */
export const leadingPrincipals = (records: readonly unknown[]): string[] =>
  parseRows(records, Assignment, "")
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

const rolesMax = 5_000;

export function normalizeEntraRoles(records: readonly unknown[], account: string): Batch {
  const { rows, unparsed } = parseRows(records.slice(0, rolesMax), Assignment, `${service}:${operation}`);
  const cut =
    records.length > rolesMax
      ? [{ call: `${service}:${operation}`, message: `More than ${rolesMax} roles are held` }]
      : [];
  return {
    resources: rows.map((row) => roleOf(row, account)),
    relationships: [],
    unparsed: [...unparsed, ...cut],
  };
}

function roleOf(row: Assignment, account: string): Resource<"azure.entra.role-assignment"> {
  const { id, principalId, roleDefinition, roleDefinitionId, directoryScopeId } = row;
  const name = roleDefinition?.displayName ?? roleDefinitionId;
  return {
    key: `/subscriptions/${account}/providers/microsoft.entra/roleassignments/${id}`.toLowerCase(),
    type: "azure.entra.role-assignment",
    name: `${name} for ${principalId}`,
    account,
    region: null,
    tags: {},
    properties: {
      roleName: name,
      // Of roles that Entra brings along, the definition has the id of its template.
      roleTemplateId: (roleDefinition?.templateId ?? roleDefinitionId).toLowerCase(),
      customRole: roleDefinition?.isBuiltIn === false,
      principalId: principalId.toLowerCase(),
      scope: (directoryScopeId ?? "/").toLowerCase(),
      applicationActions: applicationActionsOf(row),
    },
    facets: {},
  };
}

/** What a role may do with applications and roles of the directory; the rest of it leads to no identity here. */
const applicationActionsOf = ({ roleDefinition }: Assignment): string[] =>
  (roleDefinition?.rolePermissions ?? [])
    .flatMap(({ allowedResourceActions }) => allowedResourceActions ?? [])
    .filter((action) =>
      /^microsoft\.directory\/(applications|serviceprincipals|roleassignments)[./]/i.test(action),
    )
    .map((action) => action.toLowerCase())
    .slice(0, 200);
