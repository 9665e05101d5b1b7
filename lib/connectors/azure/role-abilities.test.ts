import { describe, expect, test } from "vitest";

import { grantsOf, type RolePermissions } from "./role-abilities.ts";

const subscription = "00000000-0000-4000-8000-000000000001";
const group = `/subscriptions/${subscription}/resourceGroups/RG-Copilot`;
const storage = `${group}/providers/Microsoft.Storage/storageAccounts/docs`;

const contributor: RolePermissions = [
  { actions: ["*"], notActions: ["Microsoft.Authorization/*/Write", "Microsoft.Authorization/*/Delete"] },
];
const owner: RolePermissions = [{ actions: ["*"], notActions: [] }];
const blobReader: RolePermissions = [
  {
    actions: ["Microsoft.Storage/storageAccounts/blobServices/containers/read"],
    dataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"],
  },
];

const grants = (permissions: RolePermissions, scope: string, conditional = false) =>
  grantsOf({ name: "Role", permissions }, { scope, conditional }, subscription);
const abilitiesOn = (permissions: RolePermissions, scope: string, on: string) =>
  grants(permissions, scope)
    .filter((grant) => grant.on === on)
    .flatMap(({ abilities }) => abilities);

const inGroup = (type: string) => `${group.toLowerCase()}/providers/${type}/*`;

describe("Contributor on a resource group", () => {
  test("manages everything in it, and nothing of who may do what", () => {
    expect(abilitiesOn(contributor, group, `${group.toLowerCase()}/*`)).toEqual(["manage"]);
  });

  test("has no data action, yet reads and writes blobs by listing the account's keys", () => {
    const found = grants(contributor, group).find(
      ({ on }) => on === inGroup("microsoft.storage/storageaccounts"),
    );
    expect(found?.abilities).toEqual(["read-data", "write-data"]);
    expect(found?.source).toContain("by listing the account's keys");
  });

  test("reads secrets only where the vault uses access policies, so only maybe", () => {
    const found = grants(contributor, group).find(({ abilities }) => abilities.includes("read-secret"));
    expect(found).toMatchObject({ on: inGroup("microsoft.keyvault/vaults"), conditional: true });
  });

  test("can hand a managed identity to something it controls", () => {
    expect(
      abilitiesOn(contributor, group, inGroup("microsoft.managedidentity/userassignedidentities")),
    ).toContain("pass-role");
  });
});

test("Owner also decides who may do what", () => {
  expect(abilitiesOn(owner, group, `${group.toLowerCase()}/*`)).toEqual(["manage", "manage-access"]);
});

test.each([
  [
    "of which roles",
    "!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'}) OR (a ForAnyOfAnyValues:GuidEquals{b})",
    true,
  ],
  ["that names nothing", "@Request[a] StringEquals 'b'", true],
  ["of something else", "!(ActionMatches{'Microsoft.Authorization/roleAssignments/delete'}) OR (a)", false],
])("a role that may assign under a condition %s", (_, condition, isBound) => {
  const found = grants([{ actions: ["Microsoft.Authorization/roleAssignments/write"], condition }], group);
  expect(found.map(({ abilities, conditional }) => [abilities, conditional])).toEqual([
    [["manage-access"], isBound],
  ]);
});

test("Reader gives no ability", () => {
  expect(grants([{ actions: ["*/read"] }], group)).toEqual([]);
});

test("a role on one resource holds there and below it, and nowhere else", () => {
  expect(grants(blobReader, storage).map(({ on }) => on)).toEqual([
    storage.toLowerCase(),
    `${storage.toLowerCase()}/*`,
  ]);
});

test("a role for another kind of resource gives nothing on this one", () => {
  const vault = `${group}/providers/Microsoft.KeyVault/vaults/kv`;
  expect(grants(blobReader, vault)).toEqual([]);
});

test("a scope above the subscription reaches all of it", () => {
  const management = "/providers/Microsoft.Management/managementGroups/root";
  expect(grants(blobReader, management).map(({ on }) => on)).toEqual([
    `/subscriptions/${subscription}/*/providers/microsoft.storage/storageaccounts/*`,
  ]);
  expect(abilitiesOn(owner, "/", `/subscriptions/${subscription}*`)).toEqual(["manage", "manage-access"]);
});

test("a resource group whose name begins like another's does not reach into it", () => {
  const pattern = grants(owner, group)[0]?.on ?? "";
  expect(`${group.toLowerCase()}-two/providers/x`.startsWith(pattern.replace("*", ""))).toBe(false);
});

test("what a role excludes it does not give", () => {
  const listing = "Microsoft.Storage/storageAccounts/listKeys/action";
  const narrowed: RolePermissions = [{ actions: ["Microsoft.Storage/*"], notActions: [listing] }];
  expect(grants(narrowed, storage).flatMap(({ abilities }) => abilities)).toEqual(["manage", "manage"]);
});

test("a role of two permissions gives what either allows", () => {
  const split: RolePermissions = [
    { actions: ["*"], notActions: ["Microsoft.CognitiveServices/*"] },
    { actions: ["Microsoft.CognitiveServices/accounts/listKeys/action"] },
  ];
  expect(abilitiesOn(split, group, inGroup("microsoft.cognitiveservices/accounts"))).toEqual([
    "invoke-model",
  ]);
});

test("an assignment with a condition holds only maybe", () => {
  expect(grants(blobReader, storage, true).every(({ conditional }) => conditional)).toBe(true);
});
