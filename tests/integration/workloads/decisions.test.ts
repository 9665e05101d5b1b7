import { describe, expect, test } from "vitest";

import { jobContext, type Context } from "#lib/access/context.ts";
import type { WorkloadFilters } from "#lib/contract/workloads.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { systemDb } from "#lib/platform/db.ts";
import { addMember } from "#lib/workloads/add-member.ts";
import { getWorkload } from "#lib/workloads/get-workload.ts";
import { listWorkloads } from "#lib/workloads/list-workloads.ts";
import { mergeWorkloads } from "#lib/workloads/merge-workloads.ts";
import { removeMember } from "#lib/workloads/remove-member.ts";
import { renameWorkload } from "#lib/workloads/rename-workload.ts";
import { splitWorkload } from "#lib/workloads/split-workload.ts";
import { createClaimsEstate } from "#tests/factories/estate.ts";
import { createInventory } from "#tests/factories/inventory.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { randomEstate } from "#tests/factories/random-estate.ts";
import { createResource, stored } from "#tests/factories/resource.ts";
import { edges } from "#tests/support/shape-estate.ts";

const refresh = ({ organizationId }: Context) =>
  refreshCorrelation(jobContext(organizationId, "correlation.refresh"));
const filters = (changes: Partial<WorkloadFilters> = {}): WorkloadFilters => ({
  provider: [],
  serviceModel: [],
  environment: [],
  owner: "",
  q: "",
  cursor: null,
  limit: 100,
  ...changes,
});
const list = async (ctx: Context, changes: Partial<WorkloadFilters> = {}) =>
  (await listWorkloads(ctx, filters(changes))).items;
const names = async (ctx: Context) => (await list(ctx)).map(({ name }) => name);
const membersOf = async (ctx: Context, id: string) =>
  (await getWorkload(ctx, id)).members.map(({ key }) => key).toSorted();

async function estate() {
  const ctx = await createOrganization();
  const inventory = await createClaimsEstate(ctx);
  await refresh(ctx);
  const [chat = "", claims = ""] = (await list(ctx)).map(({ id }) => id);
  const rows = await systemDb().resource.findMany({ where: { organizationId: ctx.organizationId } });
  const resourceId = (key: string) => rows.find((row) => row.key === key)?.id ?? "";
  return { ctx, inventory, chat, claims, resourceId };
}
async function organizationWith(resources: readonly Resource[], relationships: readonly Relationship[]) {
  const ctx = await createOrganization();
  const inventory = await createInventory(ctx, resources.map(stored), relationships);
  await refresh(ctx);
  return { ctx, inventory };
}

describe("a merge", () => {
  const claimsOwn = ["claims-api", "claims-fn", "claims-agent", "claims-base"];

  test("stays one, with its name, while everything of the kept workload is gone, and when it is back", async () => {
    const { ctx, inventory, claims, chat } = await estate();
    await renameWorkload(ctx, claims, { name: "Claims desk" });
    await mergeWorkloads(ctx, claims, { from: [chat] });
    for (const key of claimsOwn) await inventory.remove(key);
    await refresh(ctx);
    expect((await list(ctx)).map(({ id, name }) => [id, name])).toEqual([[claims, "Claims desk"]]);
    expect(await membersOf(ctx, claims)).toContain("chat-fn");

    for (const key of claimsOwn)
      await systemDb().resource.updateMany({
        where: { organizationId: ctx.organizationId, key },
        data: { removedAt: null },
      });
    await refresh(ctx);
    expect((await list(ctx)).map(({ id }) => id)).toEqual([claims]);
    expect(await membersOf(ctx, claims)).toEqual(expect.arrayContaining(["claims-fn", "chat-fn"]));
  });

  test("of a merge is one, over any number of syncs", async () => {
    const { ctx, inventory, claims, chat } = await estate();
    await inventory.put(stored(createResource("compute", "third-fn")));
    await inventory.put(stored(createResource("model-deployment", "third-gpt")));
    const edge = await systemDb().relationship.findFirstOrThrow({
      where: { organizationId: ctx.organizationId, fromKey: "chat-fn" },
    });
    await systemDb().relationship.create({
      data: { ...edge, id: crypto.randomUUID(), fromKey: "third-fn", toKey: "third-gpt" },
    });
    await refresh(ctx);
    const third = (await list(ctx)).find(({ id }) => id !== claims && id !== chat)?.id ?? "";
    await mergeWorkloads(ctx, chat, { from: [third] });
    await mergeWorkloads(ctx, claims, { from: [chat] });
    const before = await membersOf(ctx, claims);
    for (let sync = 0; sync < 3; sync++) {
      await refresh(ctx);
      expect((await list(ctx)).map(({ id }) => id)).toEqual([claims]);
      expect(await membersOf(ctx, claims)).toEqual(before);
    }
    expect(before).toEqual(expect.arrayContaining(["claims-fn", "chat-fn", "third-fn"]));
  });

  test("with one that was merged away already is not found", async () => {
    const { ctx, claims, chat } = await estate();
    await mergeWorkloads(ctx, claims, { from: [chat] });
    await expect(mergeWorkloads(ctx, claims, { from: [chat] })).rejects.toMatchObject({ code: "not-found" });
    await expect(renameWorkload(ctx, chat, { name: "Chat" })).rejects.toMatchObject({ code: "not-found" });
  });

  test("decided twice at the same time ends as one", async () => {
    const { ctx, claims, chat } = await estate();
    await Promise.allSettled([
      mergeWorkloads(ctx, claims, { from: [chat] }),
      mergeWorkloads(ctx, claims, { from: [chat] }),
    ]);
    await refresh(ctx);
    expect((await list(ctx)).map(({ id }) => id)).toEqual([claims]);
    const members = await membersOf(ctx, claims);
    expect(new Set(members).size).toBe(members.length);
  });

  test("decided both ways at the same time loses no member", async () => {
    const { ctx, claims, chat } = await estate();
    await Promise.allSettled([
      mergeWorkloads(ctx, claims, { from: [chat] }),
      mergeWorkloads(ctx, chat, { from: [claims] }),
    ]);
    await refresh(ctx);
    const left = await list(ctx);
    const members = (await Promise.all(left.map(({ id }) => membersOf(ctx, id)))).flat();
    expect(members).toEqual(expect.arrayContaining(["claims-fn", "claims-store", "chat-fn", "chat-gpt"]));
  });
});

describe("a seed that a person took out", () => {
  test("stays out, and the workload is still the same", async () => {
    const { ctx, claims, resourceId } = await estate();
    await removeMember(ctx, claims, { resourceId: resourceId("claims-fn") });
    await refresh(ctx);
    await refresh(ctx);
    expect(await membersOf(ctx, claims)).not.toContain("claims-fn");
    expect((await list(ctx)).map(({ id }) => id)).toContain(claims);
  });

  test("comes in again when a person says so, in the role they give", async () => {
    const { ctx, claims, resourceId } = await estate();
    await removeMember(ctx, claims, { resourceId: resourceId("claims-fn") });
    await addMember(ctx, claims, { resourceId: resourceId("claims-fn"), role: "supports-it" });
    await refresh(ctx);
    const member = (await getWorkload(ctx, claims)).members.find(({ key }) => key === "claims-fn");
    expect(member).toMatchObject({ role: "supports-it", reason: "Added by a person", shared: false });
  });
});

describe("what was added", () => {
  test("waits while its resource is gone, and is back with it", async () => {
    const { ctx, inventory, chat, resourceId } = await estate();
    await addMember(ctx, chat, { resourceId: resourceId("claims-store"), role: "grounds-it" });
    await inventory.remove("claims-store");
    await refresh(ctx);
    expect(await membersOf(ctx, chat)).not.toContain("claims-store");
    await systemDb().resource.updateMany({
      where: { organizationId: ctx.organizationId, key: "claims-store" },
      data: { removedAt: null },
    });
    await refresh(ctx);
    expect(await membersOf(ctx, chat)).toContain("claims-store");
  });

  test("twice is one member, with the last role", async () => {
    const { ctx, chat, resourceId } = await estate();
    for (const role of ["grounds-it", "trains-it"] as const)
      await addMember(ctx, chat, { resourceId: resourceId("claims-store"), role });
    await refresh(ctx);
    const { members, memberCount } = await getWorkload(ctx, chat);
    expect(members.filter(({ key }) => key === "claims-store").map(({ role }) => role)).toEqual([
      "trains-it",
    ]);
    expect(memberCount).toBe(members.length);
  });

  test("must be there", async () => {
    const { ctx, inventory, chat, resourceId } = await estate();
    await inventory.remove("claims-store");
    await expect(
      addMember(ctx, chat, { resourceId: resourceId("claims-store"), role: "grounds-it" }),
    ).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a split", () => {
  test("survives its resources being gone for a sync, under its id and name", async () => {
    const { ctx, inventory, claims, resourceId } = await estate();
    const { id } = await splitWorkload(ctx, claims, {
      name: "Store",
      resourceIds: [resourceId("claims-store")],
    });
    await inventory.remove("claims-store");
    await refresh(ctx);
    await expect(getWorkload(ctx, id)).rejects.toMatchObject({ code: "not-found" });
    await systemDb().resource.updateMany({
      where: { organizationId: ctx.organizationId, key: "claims-store" },
      data: { removedAt: null },
    });
    await refresh(ctx);
    expect(await getWorkload(ctx, id)).toMatchObject({ name: "Store", memberCount: 1 });
    expect(await membersOf(ctx, claims)).not.toContain("claims-store");
  });

  test("merged back is as if it had not been", async () => {
    const { ctx, claims, resourceId } = await estate();
    const before = await membersOf(ctx, claims);
    const { id } = await splitWorkload(ctx, claims, {
      name: "Store",
      resourceIds: [resourceId("claims-store")],
    });
    await mergeWorkloads(ctx, claims, { from: [id] });
    await refresh(ctx);
    expect(await membersOf(ctx, claims)).toEqual(before);
    expect(await names(ctx)).toEqual(["Chat", "Claims assistant"]);
  });

  test("of what is not all its own is refused, and changes nothing", async () => {
    const { ctx, claims, resourceId } = await estate();
    const before = await membersOf(ctx, claims);
    for (const resourceIds of [
      [resourceId("claims-store"), resourceId("chat-fn")],
      [resourceId("claims-store"), crypto.randomUUID()],
    ])
      await expect(splitWorkload(ctx, claims, { name: "X", resourceIds })).rejects.toMatchObject({
        code: "not-found",
      });
    expect(await membersOf(ctx, claims)).toEqual(before);
    expect((await list(ctx)).length).toBe(2);
  });

  test("naming a resource twice names it once", async () => {
    const { ctx, claims, resourceId } = await estate();
    const store = resourceId("claims-store");
    const { id } = await splitWorkload(ctx, claims, { name: "Store", resourceIds: [store, store] });
    expect(await membersOf(ctx, id)).toEqual(["claims-store"]);
  });
});

describe("names", () => {
  test("follow the tags until a person gives one, which then stays", async () => {
    const { ctx, claims } = await estate();
    const retag = (application: string) =>
      systemDb()
        .$executeRaw`UPDATE "Resource" SET document = jsonb_set(document, '{tags,application}', ${JSON.stringify(application)}::jsonb),
          hash = md5(hash || ${application})
        WHERE "organizationId" = ${ctx.organizationId}::uuid AND document->'tags' ? 'application'`;
    await retag("claims-helper");
    await refresh(ctx);
    expect(await names(ctx)).toContain("Claims helper");
    await renameWorkload(ctx, claims, { name: "The desk" });
    await retag("something-else");
    await refresh(ctx);
    expect(await names(ctx)).toContain("The desk");
    expect((await getWorkload(ctx, claims)).nameReason).toBe("Named by a person");
  });

  test.each(['O\'Brien; DROP TABLE "Workload"', "<b>bold</b>", "%_\\", "契約 🚀", "a".repeat(200)])(
    "%s is a name like any other, found by its own text",
    async (name) => {
      const { ctx, claims } = await estate();
      await renameWorkload(ctx, claims, { name });
      await refresh(ctx);
      expect((await list(ctx, { q: name.slice(0, 20) })).map(({ id }) => id)).toEqual([claims]);
    },
  );

  test("giving the name it has is no decision", async () => {
    const { ctx, claims } = await estate();
    await renameWorkload(ctx, claims, { name: "Claims assistant" });
    expect((await getWorkload(ctx, claims)).decisions).toEqual([]);
  });

  test("two people naming at the same time leave one of the two names, also after the next sync", async () => {
    const { ctx, claims } = await estate();
    await Promise.all([
      renameWorkload(ctx, claims, { name: "One" }),
      renameWorkload(ctx, claims, { name: "Two" }),
    ]);
    await refresh(ctx);
    expect(["One", "Two"]).toContain((await getWorkload(ctx, claims)).name);
  });
});

test("an estate without tags has the same workloads, under the same ids, however its parts come and go", async () => {
  const { resources, relationships, applications } = randomEstate(8, { applications: 3 });
  const { ctx, inventory } = await organizationWith(resources, relationships);
  const homes = async () => {
    const members = await systemDb().workloadMember.findMany({
      where: { organizationId: ctx.organizationId, shared: false },
    });
    return applications.map(
      (own) => members.find(({ resourceKey }) => own.includes(resourceKey))?.workloadId,
    );
  };
  const before = await homes();
  expect(new Set(before).size).toBe(3);
  const agents = new Set(resources.filter(({ type }) => type.includes("agent")).map(({ key }) => key));
  for (const own of applications) {
    const spare = own.filter((key) => !agents.has(key)).slice(0, 2);
    for (const key of spare) await inventory.remove(key);
    await refresh(ctx);
    expect(await homes()).toEqual(before);
    for (const key of spare)
      await systemDb().resource.updateMany({
        where: { organizationId: ctx.organizationId, key },
        data: { removedAt: null },
      });
    await refresh(ctx);
    expect(await homes()).toEqual(before);
  }
});

test("compute that starts to call a second application's agent joins them, and the larger keeps its id", async () => {
  const { ctx } = await organizationWith(
    [
      createResource("compute", "a-fn"),
      createResource("agent", "a-agent"),
      createResource("compute", "b-fn"),
      createResource("compute", "b-worker"),
      createResource("agent", "b-agent"),
    ],
    edges("a-fn invokes a-agent", "b-fn invokes b-agent", "b-worker invokes b-agent"),
  );
  const workloads = await systemDb().workload.findMany({ where: { organizationId: ctx.organizationId } });
  const larger = workloads.find(({ seedKeys }) => seedKeys.includes("b-fn"))?.id;
  const edge = await systemDb().relationship.findFirstOrThrow({
    where: { organizationId: ctx.organizationId, fromKey: "a-fn" },
  });
  const joined = { ...edge, id: crypto.randomUUID(), toKey: "b-agent" };
  await systemDb().relationship.create({ data: joined });
  await refresh(ctx);
  expect((await list(ctx)).map(({ id }) => id)).toEqual([larger]);
  await systemDb().relationship.delete({ where: { id: joined.id } });
  await refresh(ctx);
  expect((await list(ctx)).map(({ id }) => id).toSorted()).toEqual(workloads.map(({ id }) => id).toSorted());
});
