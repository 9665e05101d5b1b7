import { expect, test } from "vitest";

import { grantsByMember } from "./grants.ts";
import type { Binding } from "./iam-policy.ts";
import {
  isDefaultAccount,
  normalizeMembers,
  normalizeServiceAccount,
  type IdentityFacts,
} from "./identities.ts";
import { abilitiesOfRole } from "./role-abilities.ts";

const scope = { account: "acme", region: null };
const project = "//cloudresourcemanager.googleapis.com/projects/acme";
const name = "//iam.googleapis.com/projects/acme/serviceAccounts/104185772903";
const email = "r@acme.iam.gserviceaccount.com";
const raw = (data: object = {}) => ({
  name,
  assetType: "iam.googleapis.com/ServiceAccount",
  resource: { data: { email, uniqueId: "104185772903", displayName: "research", ...data } },
});
const factsOf = (bindings: [string, Binding[]][], more: Partial<IdentityFacts> = {}): IdentityFacts => {
  const byKey = new Map(bindings);
  return {
    bindings: byKey,
    inherited: [],
    members: grantsByMember(byKey, (role) => abilitiesOfRole(role, new Map()), "acme", []),
    keysByAccount: new Map(),
    unused: { value: new Map(), unknown: null },
    lastUsed: new Map(),
    ...more,
  };
};
const normalize = (facts: IdentityFacts, data: object = {}) =>
  normalizeServiceAccount(raw(data), facts, scope).resources[0];
const editor = factsOf([[project, [{ role: "roles/editor", members: [`serviceAccount:${email}`] }]]]);

test("a basic role bound on a folder above is held on the project too", () => {
  const inherited = [
    { name: "folders/1", bindings: [{ role: "roles/editor", members: [`serviceAccount:${email}`] }] },
  ];
  const members = grantsByMember(
    new Map(),
    (role) => abilitiesOfRole(role, new Map()),
    "acme",
    [],
    inherited,
  );
  const found = normalize(factsOf([], { inherited, members }));
  expect(found?.properties).toMatchObject({ basicRoles: ["roles/editor"] });
  expect(found?.facets).toMatchObject({
    grants: [{ on: "*", source: "roles/editor on //cloudresourcemanager.googleapis.com/folders/1" }],
  });
});

test("a service account is keyed by its e-mail address and holds what the project binds", () => {
  const found = normalize(editor);
  expect(found?.key).toBe(`//iam.googleapis.com/projects/acme/serviceAccounts/${email}`);
  expect(found?.properties).toMatchObject({ basicRoles: ["roles/editor"], defaultAccount: false });
  expect(found?.facets).toMatchObject({ grants: [{ effect: "allow", on: "*", conditional: false }] });
});

test("a disabled account may do nothing, though its bindings remain", () => {
  expect(normalize(editor, { disabled: true })).toMatchObject({
    properties: { disabled: true, basicRoles: ["roles/editor"] },
    facets: { grants: [] },
  });
});

test("the policy on the account itself says who may become it, people apart", () => {
  const own: Binding[] = [
    {
      role: "roles/iam.serviceAccountTokenCreator",
      members: ["user:a@acme.example", `serviceAccount:${email}`],
    },
    { role: "roles/iam.serviceAccountViewer", members: ["user:b@acme.example"] },
  ];
  const found = normalize(factsOf([[name, own]]));
  expect(found?.properties).toMatchObject({ impersonators: ["user:a@acme.example"] });
  expect(found?.facets).toMatchObject({ trusts: [{ kind: "identity" }, { kind: "identity" }] });
});

test("only keys without an end are long-lived, all are named", () => {
  const userManagedKeys = [
    { id: "a", createdAt: "2026-01-01T00:00:00Z", expiresAt: null },
    { id: "b", createdAt: "2026-01-01T00:00:00Z", expiresAt: "2027-01-01T00:00:00Z" },
  ];
  const found = normalize(factsOf([], { keysByAccount: new Map([["104185772903", userManagedKeys]]) }));
  expect(found?.properties).toMatchObject({ userManagedKeys });
  expect(found?.facets).toMatchObject({ longLivedKeyCount: 1 });
});

test("when sign-ins were not readable, the last use is unknown and not never", () => {
  const denied = { reason: "denied" as const, call: "policyanalyzer:x", permission: "p", message: "m" };
  expect(normalize(factsOf([], { lastUsed: denied }))?.unknown).toEqual({ "facets.lastUsedAt": denied });
  const used = new Map([[email, "2026-11-14T08:00:00Z"]]);
  expect(normalize(factsOf([], { lastUsed: used }))?.facets).toMatchObject({
    lastUsedAt: "2026-11-14T08:00:00Z",
  });
});

test("a role that was not readable leaves the grants unknown", () => {
  const facts = factsOf([
    [project, [{ role: "projects/acme/roles/x", members: [`serviceAccount:${email}`] }]],
  ]);
  expect(normalize(facts)?.unknown).toMatchObject({ "facets.grants": { permission: "iam.roles.get" } });
});

test("people and groups exist where a binding names them, each once", () => {
  const members = ["user:A@acme.example", "group:g@acme.example", "allUsers", `serviceAccount:${email}`];
  const facts = factsOf([
    [
      project,
      [
        { role: "roles/viewer", members },
        { role: "roles/editor", members },
      ],
    ],
  ]);
  const found = normalizeMembers(facts, scope).resources;
  expect(found.map(({ type, key }) => [type, key])).toEqual([
    ["gcp.iam.group", "//iam.googleapis.com/projects/acme/members/group:g@acme.example"],
    ["gcp.iam.user", "//iam.googleapis.com/projects/acme/members/user:a@acme.example"],
  ]);
});

test("default accounts are told from made ones", () => {
  expect(isDefaultAccount("412903775186-compute@developer.gserviceaccount.com")).toBe(true);
  expect(isDefaultAccount("acme@appspot.gserviceaccount.com")).toBe(true);
  expect(isDefaultAccount(email)).toBe(false);
});
