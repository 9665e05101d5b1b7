import { expect, test } from "vitest";

import { loadResourceFilters, type ResourceFilters, type ResourceView } from "#lib/contract/inventory.ts";
import { aiClasses } from "#lib/domain/resource-class.ts";
import { countResources } from "#lib/inventory/count-resources.ts";
import { deriveOrganization } from "#lib/inventory/derive-organization.ts";
import { getResourceHistory } from "#lib/inventory/get-resource-history.ts";
import { getResource } from "#lib/inventory/get-resource.ts";
import { listResources } from "#lib/inventory/list-resources.ts";
import { createFakeConnection, syncOnce } from "#tests/factories/connection.ts";
import { createClaimsEstate } from "#tests/factories/estate.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { roleKey, type FakeBucket } from "#tests/support/fake-connector.ts";

const region = "eu-west-1";
const filters = (overrides: Partial<ResourceFilters> = {}): ResourceFilters => ({
  ...loadResourceFilters(new URLSearchParams()),
  ...overrides,
});

async function synced(buckets: FakeBucket[], roles: string[] = []) {
  const ctx = await createOrganization();
  const connection = await createFakeConnection(ctx);
  await syncOnce(ctx, connection, { estate: { regions: [region], buckets, roles } });
  const idOf = async (q: string) => (await listResources(ctx, filters({ q }))).items[0]?.id ?? "";
  return { ctx, connection, idOf };
}

test("pages concatenate to the whole, in order and without a repeat", async () => {
  const names = Array.from({ length: 23 }, (_, n) => `bucket-${String(n).padStart(2, "0")}`);
  const { ctx } = await synced(names.toReversed().map((name) => ({ name })));
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listResources(ctx, filters({ limit: 5, cursor }));
    expect(page.count).toBe(23);
    seen.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(names);
});

test("filters narrow together, and a search treats wildcards as text", async () => {
  const { ctx } = await synced([{ name: "data_lake" }, { name: "datalake" }], ["data-role"]);
  const names = async (some: Partial<ResourceFilters>) =>
    (await listResources(ctx, filters(some))).items.map(({ name }) => name);
  expect(await names({ q: "DATA" })).toHaveLength(3);
  expect(await names({ q: "data_" })).toEqual(["data_lake"]);
  expect(await names({ q: "data", class: ["identity"] })).toEqual(["data-role"]);
  expect(await names({ type: "aws.s3.bucket", region: "us-east-1" })).toEqual([]);
  const facets = await countResources(ctx, filters({ class: ["identity"] }));
  expect(facets).toMatchObject({
    total: 1,
    class: { "data-store": 2, identity: 1 },
    type: { "aws.iam.role": 1 },
  });
});

test("a resource shows its relationships both ways, also to what was never collected", async () => {
  const { ctx, idOf } = await synced(
    [
      { name: "b", key: roleKey("r") },
      { name: "c", key: "arn:elsewhere" },
    ],
    ["r"],
  );
  expect((await getResource(ctx, await idOf("r"))).relationships).toMatchObject([
    { kind: "encrypted-by", direction: "in", derived: false, other: { name: "b", type: "aws.s3.bucket" } },
  ]);
  expect((await getResource(ctx, await idOf("c"))).relationships).toMatchObject([
    { direction: "out", reason: "default encryption", other: { id: null, key: "arn:elsewhere" } },
  ]);
});

test("history tells what changed between the states of a resource, newest first", async () => {
  const { ctx, connection, idOf } = await synced([{ name: "b", tags: { owner: "ml" } }]);
  const estate = { regions: [region], buckets: [{ name: "b", tags: { owner: "ops" } }], roles: [] };
  await syncOnce(ctx, connection, { estate });
  const { items, firstSeenAt, removedAt } = await getResourceHistory(ctx, await idOf("b"));
  expect(items).toMatchObject([
    { validTo: null, changes: [{ path: "tags.owner", before: "ml", after: "ops" }] },
    { validFrom: firstSeenAt, validTo: items[0]?.validFrom, changes: [] },
  ]);
  expect(removedAt).toBeNull();
});

test("another organization's resource is not found", async () => {
  const { idOf } = await synced([{ name: "b" }]);
  const stranger = await createOrganization();
  await expect(getResource(stranger, await idOf("b"))).rejects.toMatchObject({ code: "not-found" });
  await expect(getResourceHistory(stranger, await idOf("b"))).rejects.toMatchObject({ code: "not-found" });
  expect((await listResources(stranger, filters())).items).toEqual([]);
});

test("what deserves attention comes first, page by page, as soon as it is derived", async () => {
  const ctx = await createOrganization();
  await createClaimsEstate(ctx);
  await deriveOrganization(ctx);
  const seen: ResourceView[] = [];
  let cursor: string | null = null;
  do {
    const page = await listResources(ctx, filters({ sort: "attention", limit: 2, cursor }));
    seen.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toHaveLength(9);
  const isAi = (resource: ResourceView) => aiClasses.some((name) => name === resource.class);
  const lastOfAi = seen.findLastIndex(isAi);
  expect(seen.slice(0, lastOfAi + 1).every(isAi)).toBe(true);
  const rest = seen.slice(lastOfAi + 1);
  expect(rest[0]).toMatchObject({ exposure: "anyone" });
  const open = rest.findLastIndex(
    ({ exposure, sensitivity }) => exposure === "anyone" || sensitivity === "sensitive",
  );
  expect(rest.slice(0, open + 1).every((r) => r.exposure === "anyone" || r.sensitivity === "sensitive")).toBe(
    true,
  );
});
