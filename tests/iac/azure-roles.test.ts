import { expect, test } from "vitest";

import { builtInRoleId, builtInRoles } from "#lib/infrastructure/azure/built-in-roles.ts";
import { scanHcl } from "./scanned-plan.ts";

const group = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/claims";

/** What is not decided of an identity that holds the role. */
async function undecidedWith(role: string): Promise<string[]> {
  const { unknowns } = await scanHcl(`
    resource "azurerm_user_assigned_identity" "app" {
      name = "app"
      resource_group_name = "claims"
      location = "westeurope"
    }
    resource "azurerm_role_assignment" "app" {
      scope = "${group}"
      role_definition_name = "${role}"
      principal_id = azurerm_user_assigned_identity.app.principal_id
    }`);
  return unknowns
    .filter(({ unknown }) => JSON.stringify(unknown).includes("RoleDefinitions_List"))
    .map(({ check }) => check.id);
}

test.each([
  "Cognitive Services OpenAI Contributor",
  "Azure AI Developer",
  "Foundry User",
  "azure ai user",
  "Key Vault Crypto User",
])("what an identity may do as %s is known", async (role) => {
  expect(await undecidedWith(role)).toEqual([]);
});

test("a role that is not known is not taken for one that allows nothing", async () => {
  expect(await undecidedWith("Role Of Tomorrow")).not.toEqual([]);
});

test("each role has an id and a name of its own, and keeps them under the name that it had", () => {
  expect(new Set(builtInRoles.map(({ id }) => id)).size).toBe(builtInRoles.length);
  expect(new Set(builtInRoles.map(({ properties }) => properties.roleName)).size).toBe(builtInRoles.length);
  for (const { name } of builtInRoles) expect(name).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  for (const [former, id] of [
    ["Azure AI User", "53ca6127-db72-4b80-b1b0-d745d6d5456d"],
    ["Azure AI Owner", "c883944f-8b7b-4483-af10-35834be79c4a"],
    ["Azure AI Account Owner", "e47c6f54-e4a2-4754-9501-8e0985b135e1"],
    ["Azure AI Project Manager", "eadc314b-1a2d-4efa-be10-5d325db5065e"],
  ] as const)
    expect(builtInRoleId(former)).toMatch(new RegExp(`${id}$`));
  expect(builtInRoleId("Role Of Tomorrow")).toBeNull();
});
