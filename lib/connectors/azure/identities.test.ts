import { expect, test } from "vitest";

import { isOfClass } from "#lib/domain/resource.ts";
import { normalizeIdentities, type IdentityAnswers } from "./identities.ts";

const group = "/subscriptions/s/resourceGroups/rg";
const userId = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/ID`;
const appId = `${group}/providers/Microsoft.Web/sites/app`;

const definition = (name: string, roleName: string, actions: string[]) => ({
  name,
  properties: { roleName, type: "BuiltInRole", permissions: [{ actions, notActions: [] }] },
});
const assignment = (name: string, principalId: string, role: string, principalType = "ServicePrincipal") => ({
  id: `${group}/providers/Microsoft.Authorization/roleAssignments/${name}`,
  name,
  properties: {
    roleDefinitionId: `/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    principalId,
    principalType,
    scope: group,
  },
});
const silentDirectory = {
  objects: new Map(),
  objectsUnknown: null,
  applications: new Map(),
  applicationsUnknown: null,
};
const batchOf = (answers: Partial<IdentityAnswers> = {}) =>
  normalizeIdentities("s", {
    users: [{ id: userId, name: "ID", properties: { principalId: "P-USER" } }],
    systems: [{ id: appId, name: "app", identity: { principalId: "p-app" } }],
    definitions: [definition("own", "Owner", ["*"]), definition("read", "Reader", ["*/read"])],
    assignments: [],
    federations: new Map(),
    directory: silentDirectory,
    ...answers,
  });
const identities = (answers?: Partial<IdentityAnswers>) =>
  batchOf(answers).resources.filter((resource) => isOfClass(resource, "identity"));

test("an identity without a role may do nothing, and that is known", () => {
  const [user, system] = identities();
  expect(user?.facets.grants).toEqual([]);
  expect(system?.facets.grants).toEqual([]);
});

test("roles are matched to their holder whatever the case of the ids", () => {
  const [user] = identities({ assignments: [assignment("a", "p-user", "OWN")] });
  expect(user?.facets.grants[0]).toMatchObject({
    abilities: ["manage", "manage-access"],
    on: `${group.toLowerCase()}/*`,
  });
});

test("a system-assigned identity hangs below its resource and trusts only that", () => {
  const [, system] = identities();
  expect(system?.key).toBe(`${appId.toLowerCase()}/identities/system`);
  expect(system?.facets.trusts).toEqual([
    { kind: "service", principal: appId.toLowerCase(), conditional: true },
  ]);
});

test("who may take on an identity from outside is stated with its subject", () => {
  const properties = {
    issuer: "https://token.actions.githubusercontent.com",
    subject: "repo:acme/app:ref:main",
  };
  const federations = new Map([[userId, { value: { value: [{ properties }] }, unknown: null }]]);
  expect(identities({ federations })[0]?.facets.trusts).toEqual([
    {
      kind: "federation",
      principal: "https://token.actions.githubusercontent.com repo:acme/app:ref:main",
      conditional: true,
    },
  ]);
});

test("a federation that may not be read leaves the trusts unknown", () => {
  const unknown = { reason: "denied", call: "a:b", permission: "p", message: "no" } as const;
  const [user] = identities({ federations: new Map([[userId, { value: null, unknown }]]) });
  expect(user?.unknown).toEqual({ "facets.trusts": unknown });
});

test("a person with a role is a principal that has no keys, of whose sign-ins nothing is told", () => {
  const found = identities({ assignments: [assignment("a", "p-person", "own", "User")] });
  const person = found.find(({ type }) => type === "azure.entra.principal");
  expect(person?.facets).toMatchObject({ kind: "user" });
  expect(Object.keys(person?.unknown ?? {})).toEqual(["facets.lastUsedAt"]);
});

test("a group has no key of its own, so nothing about it is unknown", () => {
  const found = identities({ assignments: [assignment("a", "p-group", "read", "Group")] });
  const people = found.find(({ type }) => type === "azure.entra.principal");
  expect(people?.unknown).toBeUndefined();
  expect(people?.facets).toMatchObject({ kind: "group", longLivedKeyCount: 0, grants: [] });
});

test("an identity is governed by each of its role assignments", () => {
  const { relationships, resources } = batchOf({ assignments: [assignment("a", "p-app", "read")] });
  const [governed] = relationships;
  expect(governed).toMatchObject({ kind: "governed-by", reason: "Reader" });
  expect(resources.map(({ key }) => key)).toContain(governed?.to);
});

test("a condition on a role assignment makes its grants hold only maybe", () => {
  const conditioned = assignment("a", "p-app", "own");
  const assignments = [
    { ...conditioned, properties: { ...conditioned.properties, condition: "@Resource…" } },
  ];
  const grants = identities({ assignments })[1]?.facets.grants ?? [];
  expect(grants.length).toBeGreaterThan(0);
  expect(grants.every(({ conditional }) => conditional)).toBe(true);
});

test("an assignment or a role that cannot be read leaves everybody's grants unknown", () => {
  const [user] = identities({ assignments: [{}] });
  expect(user?.unknown?.["facets.grants"]).toMatchObject({ reason: "malformed" });
  expect(user?.facets).not.toHaveProperty("grants");
  const [other] = identities({ definitions: [{ name: "own" }] });
  expect(other?.unknown?.["facets.grants"]).toMatchObject({
    reason: "malformed",
    call: "Microsoft.Authorization:RoleDefinitions_List",
  });
});

test("a role without a definition leaves its holder's grants unknown, and nobody else's", () => {
  const [user, system] = identities({ assignments: [assignment("a", "p-user", "gone")] });
  expect(user?.unknown?.["facets.grants"]?.message).toMatch(/does not list .*gone$/);
  expect(system?.facets.grants).toEqual([]);
});
