import { expect, test } from "vitest";

import { ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { onlyProjects } from "./only-projects.ts";
import { listScopes } from "./scopes.ts";

const { signal } = new AbortController();
const asset = (location: string) => ({
  name: `//aiplatform.googleapis.com/projects/1/locations/${location}/models/1`,
});
const projects = [
  { name: "projects/1", projectId: "acme", state: "ACTIVE" },
  { name: "projects/2", projectId: "gone", state: "DELETE_REQUESTED" },
  { name: "projects/3", projectId: "other", state: "ACTIVE" },
];
const google =
  (assets: (account: string) => object[]): Transport =>
  async ({ service, account }) =>
    service === "cloudresourcemanager" ? { projects } : { assets: assets(account) };

test("scopes are the active projects, and the regions in which they hold something of Vertex AI", async () => {
  const found = await listScopes(
    google((account) =>
      account === "acme" ? [asset("europe-west4"), asset("europe-west4"), asset("us-central1")] : [],
    ),
    signal,
  );
  expect(found).toEqual([
    { account: "acme", region: null },
    { account: "acme", region: "europe-west4" },
    { account: "acme", region: "us-central1" },
    { account: "other", region: null },
  ]);
});

test("the organization above is a scope of its own, and one to be denied where it may not be seen", async () => {
  const seen: Transport = async (call) =>
    call.operation === "organizations.search"
      ? { organizations: [{ name: "organizations/7", displayName: "acme.example" }] }
      : google(() => [])(call, signal);
  expect((await listScopes(seen, signal))[0]).toEqual({
    account: "organizations/7",
    region: null,
    level: "organization",
  });
  const hidden: Transport = async (call) => {
    if (call.operation === "organizations.search") throw new ProviderError("denied", call, "no");
    return google(() => [])(call, signal);
  };
  const accounts = (await listScopes(hidden, signal)).map(({ account }) => account);
  expect(accounts).toEqual(["organizations/-", "acme", "other"]);
});

test("where the inventory is denied every region is asked, so that nothing is taken for empty", async () => {
  const denied = google(() => {
    throw new ProviderError("denied", { service: "cloudasset", operation: "assets.list" }, "no", "p");
  });
  const regions = (await listScopes(denied, signal)).filter(({ account }) => account === "acme");
  expect(regions.length).toBeGreaterThan(30);
});

test("expired credentials end it rather than hide every region", async () => {
  const expired = google(() => {
    throw new ProviderError("expired-credentials", { service: "cloudasset", operation: "assets.list" }, "no");
  });
  await expect(listScopes(expired, signal)).rejects.toMatchObject({ reason: "expired-credentials" });
});

test("a connection limited to some projects sees no other, whatever Google answers", async () => {
  const inputs: unknown[] = [];
  const limited = onlyProjects(
    async (call) => {
      if (call.operation === "projects.search") inputs.push(call.input);
      return google(() => [])(call, signal);
    },
    ["acme"],
  );
  expect((await listScopes(limited, signal)).map(({ account }) => account)).toEqual(["acme"]);
  expect(inputs[0]).toEqual({ query: "id:acme" });
});
