import type { Block } from "../block.ts";
import { present } from "../present.ts";
import { stableId, type Declared } from "../declared.ts";
import type { ArmResource } from "./arm-resource.ts";
import { builtInRoleId, builtInRoles } from "./built-in-roles.ts";

const definitions = "/providers/Microsoft.Authorization/roleDefinitions";

/** Who a declared resource acts as: the id of an identity of its own, or of the one that it is. */
export function principalIdOf({ values, place }: Declared): string {
  const [identity] = Array.isArray(values["identity"]) ? (values["identity"] as readonly unknown[]) : [];
  const own: unknown =
    typeof identity === "object" && identity !== null ? Reflect.get(identity, "principal_id") : undefined;
  const known = [values["principal_id"], own].find((id) => typeof id === "string" && id !== "");
  return typeof known === "string" ? known : stableId(place.address, 32);
}

/**
 * What gives a role to a principal. A role or a scope that is not known yet is none of those that are listed, so that
 * what the principal may do is not known either.
 */
export const roleAssignment = (block: Block) => {
  const scope = block.known("scope");
  const named = block.known("role_definition_name");
  const role = block.known("role_definition_id") ?? (named === null ? null : builtInRoleId(named));
  return {
    properties: present({
      scope: scope ?? "/",
      roleDefinitionId: scope === null || role === null ? `${definitions}/${named ?? "not-known-yet"}` : role,
      principalId: block.known("principal_id") ?? stableId(block.declared.place.address, 32),
      principalType: block.known("principal_type"),
      condition: block.text("condition"),
      conditionVersion: block.text("condition_version"),
    }),
  };
};

export const roleDefinition = (block: Block) => ({
  properties: {
    roleName: block.known("name") ?? "custom role",
    type: "CustomRole",
    assignableScopes: block.texts("assignable_scopes"),
    permissions: block.blocks("permissions").map((one) => ({
      actions: one.texts("actions"),
      notActions: one.texts("not_actions"),
      dataActions: one.texts("data_actions"),
      notDataActions: one.texts("not_data_actions"),
    })),
  },
});

/** The id of a role that is made, which its scope does not change. */
export const definitionIdOf = (block: Block, subscription: string): string =>
  `/subscriptions/${subscription}${definitions}/${block.known("role_definition_id") ?? stableId(block.declared.place.address, 32)}`;

const kinds = [
  "microsoft.authorization/roleassignments",
  "microsoft.authorization/roledefinitions",
  "microsoft.managedidentity/userassignedidentities",
];

/** What the calls for roles answer: nothing where the code is about none, for then only the subscription tells. */
export function roleAnswer(
  call: { service: string; operation: string },
  rows: readonly ArmResource[],
): Record<string, unknown> | null {
  if (call.service !== "Microsoft.Authorization" || !rows.some(({ type }) => kinds.includes(type)))
    return null;
  const of = (type: string | undefined) =>
    rows.filter((row) => row.type === type).map(({ id, name, properties }) => ({ id, name, properties }));
  if (call.operation === "RoleAssignments_ListForSubscription") return { value: of(kinds[0]) };
  if (call.operation !== "RoleDefinitions_List") return null;
  const own = of(kinds[1]).map((one) => ({ ...one, name: one.id.slice(one.id.lastIndexOf("/") + 1) }));
  return { value: [...builtInRoles, ...own] };
}
