import { describe, expect, test } from "vitest";

import { loadResourceFilters, type ResourceFilters } from "#lib/contract/inventory.ts";
import { permissionsOfRole, roles } from "#lib/domain/permission.ts";
import { countResources } from "#lib/inventory/count-resources.ts";
import { deriveOrganization } from "#lib/inventory/derive-organization.ts";
import { getResourceHistory } from "#lib/inventory/get-resource-history.ts";
import { getResource } from "#lib/inventory/get-resource.ts";
import { listResources } from "#lib/inventory/list-resources.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createFakeConnection, syncOnce } from "#tests/factories/connection.ts";
import { createClaimsEstate } from "#tests/factories/estate.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";

const filters = (overrides: Partial<ResourceFilters> = {}): ResourceFilters => ({
  ...loadResourceFilters(new URLSearchParams()),
  ...overrides,
});

async function claims() {
  const ctx = await createOrganization();
  await createClaimsEstate(ctx);
  await deriveOrganization(ctx);
  const idOf = async (key: string) =>
    (await systemDb().resource.findFirstOrThrow({ where: { organizationId: ctx.organizationId, key } })).id;
  return { ctx, idOf };
}

async function synced(buckets: readonly { name: string; tags?: Record<string, string> }[]) {
  const ctx = await createOrganization();
  const connection = await createFakeConnection(ctx);
  const run = (present: typeof buckets) =>
    syncOnce(ctx, connection, { estate: { regions: ["eu-west-1"], buckets: present, roles: [] } });
  await run(buckets);
  const idOf = async (q: string) => (await listResources(ctx, filters({ q }))).items[0]?.id ?? "";
  return { ctx, connection, run, idOf };
}

describe("what the reasons of derived facts mention", () => {
  test("is named, with the page it has, for every reason that is about another resource", async () => {
    const { ctx, idOf } = await claims();
    for (const key of ["claims-agent", "claims-base", "claims-fn"]) {
      const { derived, mentioned } = await getResource(ctx, await idOf(key));
      const others = Object.values(derived)
        .flatMap((fact) => fact?.reasons ?? [])
        .flatMap(({ resourceKey }) => (resourceKey === null || resourceKey === key ? [] : [resourceKey]));
      expect(mentioned.map((named) => named.key).toSorted()).toEqual([...new Set(others)].toSorted());
      for (const named of mentioned) {
        expect(named.id).toBe(await idOf(named.key));
        expect(named.typeTitle).not.toBe("");
      }
    }
  });

  test("is nothing where nothing is derived, and never the resource itself", async () => {
    const { ctx, idOf } = await claims();
    const rows = await systemDb().resource.findMany({ where: { organizationId: ctx.organizationId } });
    for (const { key } of rows) {
      const { mentioned } = await getResource(ctx, await idOf(key));
      expect(mentioned.map((named) => named.key)).not.toContain(key);
    }
  });

  test("is of one's own organization, also where another has a resource of the same key", async () => {
    const [mine, theirs] = [await claims(), await claims()];
    const { mentioned } = await getResource(mine.ctx, await mine.idOf("claims-agent"));
    expect(mentioned.length).toBeGreaterThan(0);
    for (const { key, id } of mentioned) {
      expect(id).toBe(await mine.idOf(key));
      expect(id).not.toBe(await theirs.idOf(key));
    }
  });
});

describe("each role", () => {
  test.each(roles)("%s reads the inventory, if its permissions say so", async (role) => {
    const { ctx: admin, idOf } = await claims();
    const ctx = await createMember(admin.organizationId, role);
    const id = await idOf("claims-agent");
    const reads = [getResource(ctx, id), getResourceHistory(ctx, id), listResources(ctx, filters())];
    const ends = await Promise.allSettled([...reads, countResources(ctx, filters())]);
    const may = permissionsOfRole[role].includes("inventory:read");
    expect(ends.map(({ status }) => status)).toEqual(ends.map(() => (may ? "fulfilled" : "rejected")));
  });
});

describe("the list in each order", () => {
  test.each(["attention", "name", "newest"] as const)(
    "by %s pages without a gap or a repeat",
    async (sort) => {
      const { ctx } = await claims();
      const whole = (await listResources(ctx, filters({ sort }))).items.map(({ id }) => id);
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await listResources(ctx, filters({ sort, limit: 2, cursor }));
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(seen).toEqual(whole);
      expect(new Set(seen).size).toBe(whole.length);
    },
  );

  test.each([
    ["attention", "name"],
    ["attention", "newest"],
    ["name", "attention"],
    ["newest", "attention"],
    ["newest", "name"],
  ] as const)("by %s refuses a cursor of the order by %s", async (sort, other) => {
    const { ctx } = await claims();
    const { nextCursor } = await listResources(ctx, filters({ sort: other, limit: 1 }));
    await expect(listResources(ctx, filters({ sort, cursor: nextCursor }))).rejects.toMatchObject({
      code: "invalid-input",
    });
  });

  test.each([
    [0, 1],
    [-5, 1],
    [1, 1],
    [10_000, 9],
  ])("gives a page of %i no fewer than one and no more than there are", async (limit, length) => {
    const { ctx } = await claims();
    expect((await listResources(ctx, filters({ limit }))).items).toHaveLength(length);
  });
});

describe("facets", () => {
  test("of every filter add up to what the list counts", async () => {
    const { ctx } = await claims();
    const { total, class: classes, layer, provider } = await countResources(ctx, filters());
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, one) => all + one, 0);
    expect([sum(classes), sum(layer), sum(provider)]).toEqual([total, total, total]);
    expect((await listResources(ctx, filters())).count).toBe(total);
  });

  test("count exactly what choosing them lists", async () => {
    const { ctx } = await claims();
    const { class: classes, exposure } = await countResources(ctx, filters());
    for (const [name, count] of Object.entries(classes)) {
      const chosen = loadResourceFilters(new URLSearchParams({ class: name }));
      expect((await listResources(ctx, chosen)).count).toBe(count);
    }
    for (const [reach, count] of Object.entries(exposure)) {
      const chosen = loadResourceFilters(new URLSearchParams({ exposure: reach }));
      expect((await listResources(ctx, chosen)).count).toBe(count);
    }
  });
});

describe("history", () => {
  test("of a bucket that was retagged, removed and came back tells each state once", async () => {
    const { ctx, run, idOf } = await synced([{ name: "b", tags: { owner: "ada" } }, { name: "other" }]);
    const id = await idOf("b");
    await run([{ name: "b", tags: { owner: "grace" } }, { name: "other" }]);
    await run([{ name: "other" }]);
    expect((await getResourceHistory(ctx, id)).removedAt).not.toBeNull();
    expect((await getResource(ctx, id)).removedAt).not.toBeNull();
    await run([{ name: "b", tags: { owner: "grace" } }, { name: "other" }]);
    const { items, removedAt } = await getResourceHistory(ctx, id);
    expect(removedAt).toBeNull();
    expect(items[0]?.validTo).toBeNull();
    const owners = items.flatMap(({ changes }) => changes.filter(({ path }) => path === "tags.owner"));
    expect(owners).toEqual([{ path: "tags.owner", before: "ada", after: "grace" }]);
  });

  test("leaves no time between one state and the next", async () => {
    const { ctx, run, idOf } = await synced([{ name: "b", tags: { at: "0" } }]);
    for (const at of ["1", "2", "3"]) await run([{ name: "b", tags: { at } }]);
    const { items, firstSeenAt } = await getResourceHistory(ctx, await idOf("b"));
    expect(items).toHaveLength(4);
    for (const [at, { validFrom }] of items.slice(0, -1).entries())
      expect(items[at + 1]?.validTo).toBe(validFrom);
    expect(items.at(-1)?.validFrom).toBe(firstSeenAt);
  });
});

describe("a search", () => {
  test.each([
    ["a quote", "o'brien"],
    ["a per cent", "100%"],
    ["an underscore", "a_b"],
    ["a backslash", String.raw`a\b`],
    ["markup", "<b>x</b>"],
    ["another script", "مرحبا"],
    ["a picture", "👩🏽‍🚀"],
  ])("for %s finds that and nothing else", async (_, name) => {
    const { ctx } = await synced([{ name }, { name: "plain" }, { name: "axb" }]);
    const found = await listResources(ctx, filters({ q: name }));
    expect(found.items.map((resource) => resource.name)).toEqual([name]);
  });

  test("does not mind the case", async () => {
    const { ctx } = await synced([{ name: "Claims-Data" }]);
    expect((await listResources(ctx, filters({ q: "claims-DATA" }))).count).toBe(1);
  });

  test("by the beginning of the key finds it too", async () => {
    const { ctx } = await synced([{ name: "b" }]);
    expect((await listResources(ctx, filters({ q: "arn:aws:s3:" }))).count).toBe(1);
    expect((await listResources(ctx, filters({ q: ":bucket/" }))).count).toBe(0);
  });
});
