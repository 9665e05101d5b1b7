import { describe, expect, test } from "vitest";

import { grantsOf, type RolePermissions } from "#lib/connectors/azure/role-abilities.ts";
import { collectAll } from "#lib/connectors/collect-all.ts";
import { grantsByMember } from "#lib/connectors/gcp/grants.ts";
import { projectKey } from "#lib/connectors/gcp/names.ts";
import { abilitiesOfRole } from "#lib/connectors/gcp/role-abilities.ts";
import { replay } from "#lib/connectors/recording.ts";
import { connectors } from "#lib/connectors/registry.ts";
import type { Ability, Grant } from "#lib/domain/ability.ts";
import { classOf, type Resource } from "#lib/domain/resource.ts";
import { compileGlob } from "#lib/inventory/glob.ts";
import { demoRecording } from "#tests/support/demo-recording.ts";

const reaches = (grants: readonly Grant[], ability: Ability, key: string): boolean =>
  grants.some(({ abilities, on }) => abilities.includes(ability) && compileGlob(on).matches(key));

async function demoResources(recording: string): Promise<Resource[]> {
  const connector = connectors.find(({ id }) => id === recording);
  if (!connector) throw new Error(`No connector replays ${recording}`);
  const calls = await demoRecording(recording);
  return (await collectAll(connector, replay(calls), AbortSignal.timeout(30_000))).resources;
}

describe("an Azure role reaches exactly what lies in its scope", () => {
  const account = "6f0e3a52-9b1c-4d7e-8a35-0c2f71d4b801";
  const sub = `/subscriptions/${account}`;
  const other = "/subscriptions/0aa1b2c3-0000-4000-8000-000000000002";
  const storage = (at: string, group: string, name: string) =>
    `${at}/resourcegroups/${group}/providers/microsoft.storage/storageaccounts/${name}`;
  const containers = (id: string) => [
    id,
    `${id}/blobservices/default/containers/a`,
    `${id}/blobservices/default/containers/ab`,
  ];
  const resources = [
    ...containers(storage(sub, "rg", "docs")),
    ...containers(storage(sub, "rg", "docs2")),
    ...containers(storage(sub, "rg-two", "docs")),
    ...containers(storage(other, "rg", "docs")),
  ];
  const scopes = [
    "/",
    "/providers/microsoft.management/managementgroups/mg",
    sub,
    `${sub}/resourcegroups/rg`,
    `${sub}/resourcegroups/rg-two`,
    ...resources.filter((id) => id.startsWith(sub)),
  ];
  /** As Azure itself decides it: by whole segments, and above a subscription by all of it. */
  const contains = (scope: string, id: string) =>
    scope === "/" || scope.includes("/managementgroups/")
      ? id.startsWith(`${sub}/`)
      : id === scope || id.startsWith(`${scope}/`);
  const blobs: RolePermissions = [
    { dataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"] },
  ];
  const owner: RolePermissions = [{ actions: ["*"] }];

  test.each(scopes)("reading blobs at %s", (scope) => {
    const grants = grantsOf({ name: "R", permissions: blobs }, { scope, conditional: false }, account);
    const reached = resources.filter((id) => reaches(grants, "read-data", id));
    expect(reached).toEqual(resources.filter((id) => contains(scope, id)));
  });

  test.each(scopes)("owning at %s", (scope) => {
    const grants = grantsOf({ name: "R", permissions: owner }, { scope, conditional: false }, account);
    const reached = resources.filter((id) => reaches(grants, "manage-access", id));
    expect(reached).toEqual(resources.filter((id) => contains(scope, id)));
  });

  test("an owner of the subscription manages every resource of the demo estate, and of no other subscription", async () => {
    const found = await demoResources("azure");
    const [first] = found;
    if (!first) throw new Error("an empty estate");
    const owned = { scope: `/subscriptions/${first.account}`, conditional: false };
    const grants = grantsOf({ name: "Owner", permissions: owner }, owned, first.account);
    // The directory, its users and the management groups above stand under no subscription.
    const own = found.filter(({ key }) => key.startsWith("/subscriptions/"));
    expect(own.filter(({ key }) => !reaches(grants, "manage", key)).map(({ key }) => key)).toEqual([]);
    expect(resources.filter((id) => reaches(grants, "manage", id))).toEqual([]);
  });
});

describe("a Google role on the project reaches everything of its service in it", () => {
  const services: [role: string, ability: Ability, prefix: string][] = [
    ["roles/aiplatform.admin", "manage", "//aiplatform."],
    ["roles/aiplatform.user", "invoke-model", "//aiplatform."],
    ["roles/bigquery.dataViewer", "read-data", "//bigquery."],
    ["roles/storage.objectViewer", "read-data", "//storage."],
    ["roles/run.invoker", "invoke-model", "//run."],
    ["roles/notebooks.admin", "manage", "//notebooks."],
    ["roles/artifactregistry.reader", "read-data", "//artifactregistry."],
    ["roles/cloudkms.cryptoKeyDecrypter", "use-key", "//cloudkms."],
    ["roles/iam.serviceAccountTokenCreator", "assume", "//iam."],
  ];

  test.each(services)("%s", async (role, ability, prefix) => {
    const found = await demoResources("gcp");
    const project = found[0]?.account ?? "";
    const buckets = found.filter(({ type }) => type === "gcp.storage.bucket").map(({ name }) => name);
    const bindings = new Map([[projectKey(project), [{ role, members: ["user:a@x.example"] }]]]);
    const grants =
      grantsByMember(bindings, (each) => abilitiesOfRole(each, new Map()), project, buckets).grants.get(
        "user:a@x.example",
      ) ?? [];
    // People and policies are known by a key under IAM that is nothing to become.
    const ofService = found.filter(
      ({ key, type }) => key.startsWith(prefix) && !key.includes("/members/") && classOf(type) !== "policy",
    );
    expect(ofService.length).toBeGreaterThan(0);
    expect(ofService.filter(({ key }) => !reaches(grants, ability, key)).map(({ key }) => key)).toEqual([]);
    const others = found.filter(({ key }) => !key.startsWith(prefix));
    expect(others.filter(({ key }) => reaches(grants, ability, key))).toEqual([]);
  });

  test("an owner reaches all of it, by one pattern", () => {
    const bindings = new Map([[projectKey("p"), [{ role: "roles/owner", members: ["user:a@x.example"] }]]]);
    const { grants } = grantsByMember(bindings, (each) => abilitiesOfRole(each, new Map()), "p", ["b"]);
    expect(grants.get("user:a@x.example")?.map(({ on }) => on)).toEqual(["*"]);
  });
});
