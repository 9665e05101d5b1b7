import { z } from "zod";

import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { armKey } from "./arm.ts";
import { withUnknown } from "../normalized.ts";

export const RoleAssignment = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    roleDefinitionId: z.string(),
    principalId: z.string(),
    principalType: z.string().nullish(),
    scope: z.string(),
    condition: z.string().nullish(),
    conditionVersion: z.string().nullish(),
  }),
});
export type RoleAssignment = z.infer<typeof RoleAssignment>;

const actions = z.array(z.string()).nullish();
export const Permissions = z.array(
  z.object({
    actions,
    notActions: actions,
    dataActions: actions,
    notDataActions: actions,
    condition: z.string().nullish(),
  }),
);
type Permissions = z.infer<typeof Permissions>;
export const RoleDefinition = z.object({
  id: z.string().nullish(),
  name: z.string(),
  properties: z.object({
    roleName: z.string(),
    type: z.string().nullish(),
    assignableScopes: z.array(z.string()).nullish(),
    permissions: Permissions,
  }),
});
export type RoleDefinition = z.infer<typeof RoleDefinition>;

export const lastSegment = (id: string): string => id.slice(id.lastIndexOf("/") + 1).toLowerCase();

/** One made above subscriptions holds in each of them, and each says so for itself. */
export const assignmentKey = (id: string, account: string): string =>
  armKey(/^\/subscriptions\//i.test(id) ? id : `/subscriptions/${account}${id}`);

export const definitionKey = (id: string, account: string): string =>
  `/subscriptions/${account}/providers/microsoft.authorization/roledefinitions/${lastSegment(id)}`.toLowerCase();

export const assignmentOf = (
  { id, properties }: RoleAssignment,
  role: RoleDefinition["properties"],
  account: string,
): Resource<"azure.authorization.role-assignment"> => ({
  key: assignmentKey(id, account),
  type: "azure.authorization.role-assignment",
  name: `${role.roleName} for ${properties.principalType ?? "principal"} ${properties.principalId}`,
  account,
  region: null,
  tags: {},
  properties: {
    roleName: role.roleName,
    roleDefinitionKey: definitionKey(properties.roleDefinitionId, account),
    customRole: role.type === "CustomRole",
    scope: properties.scope.toLowerCase(),
    principalId: properties.principalId,
    principalType: properties.principalType ?? "Unknown",
    conditional: Boolean(properties.condition),
    condition: properties.condition || null,
    conditionVersion: properties.conditionVersion ?? null,
  },
  facets: {},
});

export function definitionOf(
  { name, properties }: RoleDefinition,
  account: string,
): Resource<"azure.authorization.role-definition"> {
  return withUnknown(
    {
      key: definitionKey(name, account),
      type: "azure.authorization.role-definition",
      name: properties.roleName,
      account,
      region: null,
      tags: {},
      properties: {
        custom: properties.type === "CustomRole",
        assignableScopes: (properties.assignableScopes ?? []).map((scope) => scope.toLowerCase()),
        permissions: permissionsOf(properties.permissions),
      },
      facets: {},
    },
    { "properties.permissions": tooMany(properties.permissions, "RoleDefinitions_List") },
  );
}

export const permissionsOf = (permissions: Permissions) =>
  permissions.map((each) => ({
    actions: each.actions ?? [],
    notActions: each.notActions ?? [],
    dataActions: each.dataActions ?? [],
    notDataActions: each.notDataActions ?? [],
    condition: each.condition || null,
  }));

const actionsMax = 2_000;
const actionLengthMax = 512;

/** A role is kept whole or not at all: half a list of actions would be another role. */
export function tooMany(permissions: Permissions, operation: string): Unknown | null {
  const all = permissionsOf(permissions).flatMap((each) => [
    ...each.actions,
    ...each.notActions,
    ...each.dataActions,
    ...each.notDataActions,
  ]);
  if (all.length <= actionsMax && all.every((action) => action.length <= actionLengthMax)) return null;
  const message = `It has ${all.length} actions, more than can be kept`;
  return { reason: "malformed", call: `Microsoft.Authorization:${operation}`, permission: null, message };
}
