import document from "./built-in-roles.json" with { type: "json" };

type Permission = {
  actions?: readonly string[];
  notActions?: readonly string[];
  dataActions?: readonly string[];
  notDataActions?: readonly string[];
  condition?: string;
};
type Role = { id: string; name: string; permissions: readonly Permission[] };

/**
 * Azure's own roles that touch AI and what surrounds it, as Microsoft publishes them; the file says where and when. Any
 * other has an effect that code does not tell.
 */
const roles: readonly Role[] = document.roles;

export const builtInRoles = roles.map(({ id, name, permissions }) => ({
  id: `/providers/Microsoft.Authorization/roleDefinitions/${id}`,
  name: id,
  properties: {
    roleName: name,
    type: "BuiltInRole",
    assignableScopes: ["/"],
    permissions: permissions.map((one) => ({
      actions: [],
      notActions: [],
      dataActions: [],
      notDataActions: [],
      ...one,
    })),
  },
}));

/** Names that roles had before, under which code may still call them. */
const formerNames: Readonly<Record<string, string>> = {
  "azure ai user": "foundry user",
  "azure ai owner": "foundry owner",
  "azure ai account owner": "foundry account owner",
  "azure ai project manager": "foundry project manager",
};

const idByName = new Map(builtInRoles.map(({ id, properties }) => [properties.roleName.toLowerCase(), id]));

/** The id of a role, by the name under which Terraform's provider takes it. */
export function builtInRoleId(roleName: string): string | null {
  const name = roleName.toLowerCase();
  return idByName.get(formerNames[name] ?? name) ?? null;
}
