import { builtInRoles } from "#lib/infrastructure/azure/built-in-roles.ts";
import type { Row } from "../row.ts";
import { arm, group, idOf, listing, place, subscription } from "./arm.ts";

const type = "Microsoft.ManagedIdentity/userAssignedIdentities";
const principal = {
  good: "44444444-0000-0000-0000-000000000001",
  bad: "44444444-0000-0000-0000-000000000002",
};
const identity = (form: "good" | "bad") =>
  arm(type, `id-${form}`, { properties: { principalId: principal[form], clientId: null } });
const assignment = (name: string, principalId: string, role: string, scope: string) => ({
  id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
  name,
  properties: {
    scope,
    principalId,
    principalType: "ServicePrincipal",
    roleDefinitionId: builtInRoles.find(({ properties }) => properties.roleName === role)?.id,
  },
});
const definition = (form: string, actions: readonly string[]) => ({
  id: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/role-${form}`,
  name: `role-${form}`,
  properties: {
    roleName: `reads-${form}`,
    type: "CustomRole",
    assignableScopes: [group],
    permissions: [{ actions, notActions: [], dataActions: [], notDataActions: [] }],
  },
});
const vault = idOf("Microsoft.KeyVault/vaults", "kv-good");
const issuer = "https://token.actions.githubusercontent.com";

/** Words and defaults: website/docs/r of the provider, version 4. */
export const roles: readonly Row[] = [
  {
    type: "azurerm_user_assigned_identity",
    parts: ["azurerm_role_assignment", "azurerm_federated_identity_credential"],
    hcl: `
    resource "azurerm_user_assigned_identity" "good" {
      name = "id-good"
      ${place}
    }
    resource "azurerm_role_assignment" "good" {
      scope = azurerm_key_vault.good.id
      role_definition_name = "Key Vault Secrets User"
      principal_id = azurerm_user_assigned_identity.good.principal_id
    }
    resource "azurerm_federated_identity_credential" "good" {
      name = "deploy"
      user_assigned_identity_id = azurerm_user_assigned_identity.good.id
      audience = ["api://AzureADTokenExchange"]
      issuer = "${issuer}"
      subject = "repo:acme/claims:environment:production"
    }
    resource "azurerm_user_assigned_identity" "bad" {
      name = "id-bad"
      ${place}
    }
    resource "azurerm_role_assignment" "bad" {
      scope = "${group}"
      role_definition_name = "Contributor"
      principal_id = azurerm_user_assigned_identity.bad.principal_id
    }`,
    resources: [identity("good"), identity("bad")],
    answers: [
      [
        "Microsoft.Authorization:RoleAssignments_ListForSubscription",
        {},
        {
          value: [
            assignment("good", principal.good, "Key Vault Secrets User", vault),
            assignment("bad", principal.bad, "Contributor", group),
          ],
        },
      ],
      listing("Microsoft.ManagedIdentity:FederatedIdentityCredentials_List", idOf(type, "id-good"), [
        { name: "deploy", properties: { issuer, subject: "repo:acme/claims:environment:production" } },
      ]),
    ],
  },
  {
    type: "azurerm_role_definition",
    hcl: `
    resource "azurerm_role_definition" "good" {
      role_definition_id = "role-good"
      name = "reads-good"
      scope = "${group}"
      assignable_scopes = ["${group}"]
      permissions { actions = ["Microsoft.Search/searchServices/read"] }
    }
    resource "azurerm_role_definition" "bad" {
      role_definition_id = "role-bad"
      name = "reads-bad"
      scope = "${group}"
      assignable_scopes = ["${group}"]
      permissions { actions = ["*"] }
    }`,
    resources: [],
    answers: [
      [
        "Microsoft.Authorization:RoleDefinitions_List",
        {},
        {
          value: [
            ...builtInRoles,
            definition("good", ["Microsoft.Search/searchServices/read"]),
            definition("bad", ["*"]),
          ],
        },
      ],
    ],
  },
];
