import { expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { azureGroup, azureIdentity, azurePerson, azureResource } from "#tests/factories/azure-estate.ts";
import { accessLimits } from "../access.ts";
import { azureAccess } from "./access.ts";

type Policy = Resource<"azure.key-vault.vault">["properties"]["accessPolicies"][number];
const app = azureIdentity("app");
const policy = (given: Partial<Policy>): Policy => ({
  objectId: "principal-app",
  applicationId: null,
  secrets: [],
  keys: [],
  ...given,
});
const base = azureResource("azure.key-vault.vault", "microsoft.keyvault/vaults/kv");
const secret = azureResource("azure.key-vault.secret", "microsoft.keyvault/vaults/kv/secrets/key");
const holds: Relationship = { from: base.key, kind: "contains", to: secret.key };
const vault = (policies: readonly Policy[], more: { roleBased?: boolean; unknown?: object } = {}): Resource =>
  // Safe because the facets stay the vault's own, and only its policies are read of its properties.
  ({
    ...base,
    properties: { accessPolicies: policies },
    facets: { ...base.facets, roleBased: more.roleBased ?? false },
    ...(more.unknown ? { unknown: more.unknown } : {}),
  }) as unknown as Resource;
const told = (resources: readonly Resource[], edges: readonly Relationship[] = []) =>
  azureAccess(new ResourceGraph([...resources, secret], [holds, ...edges]), accessLimits).relationships.map(
    ({ from, kind, to, reason }) => `${from.split("/").at(-1)} ${kind} ${to.split("/").at(-1)}: ${reason}`,
  );

test("whoever gets secrets reads the vault and each of them, by the policy that says so", () => {
  expect(told([app, vault([policy({ objectId: "other" }), policy({ secrets: ["list", "get"] })])])).toEqual([
    "app can-read kv: access policy 2 of kv, get on secrets",
    "app can-read key: access policy 2 of kv, get on secrets",
  ]);
  expect(told([app, vault([policy({ secrets: ["list"] })])])).toEqual([]);
});

test.each<[string, Partial<Policy>, string[]]>([
  ["sets secrets", { secrets: ["set"] }, ["app can-manage key"]],
  ["decrypts with keys", { keys: ["decrypt"] }, ["app can-read kv"]],
  [
    "does all with secrets",
    { secrets: ["all"] },
    ["app can-read kv", "app can-read key", "app can-manage key"],
  ],
  ["encrypts alone", { keys: ["encrypt", "list"] }, []],
])("whoever %s", (_, given, expected) => {
  expect(told([app, vault([policy(given)])]).map((edge) => edge.split(":")[0])).toEqual(expected);
});

test("they count for nothing where the vault goes by roles, and are a doubt where that is not known", () => {
  const policies = [policy({ secrets: ["get"] })];
  expect(told([app, vault(policies, { roleBased: true })])).toEqual([]);
  const unknown = {
    "facets.roleBased": { reason: "denied", call: "c", permission: null, message: "m" },
  };
  expect(told([app, vault(policies, { unknown })])[0]).toContain(
    "under a condition on whether the vault goes by roles",
  );
});

test("one for calls through an application is a doubt", () => {
  expect(told([app, vault([policy({ secrets: ["get"], applicationId: "portal" })])])[0]).toContain(
    "under a condition on calls made through application portal",
  );
});

test("what a group is given its members have", () => {
  const reads = { name: "reader", scope: azureGroup, permission: { actions: ["*/read"] } };
  const [ann, team] = [azurePerson("ann", reads), azurePerson("team", reads)];
  const member: Relationship = { from: ann[0]?.key ?? "", kind: "member-of", to: team[0]?.key ?? "" };
  const held = vault([policy({ objectId: "team", keys: ["unwrapkey"] })]);
  const edges = told([...ann, ...team, held], [member]).map((edge) => edge.split(":")[0]);
  expect(new Set(edges)).toEqual(new Set(["ann can-read kv", "team can-read kv"]));
});
