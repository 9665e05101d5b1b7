import { describe, expect, test } from "vitest";

import {
  createSavedView,
  deleteSavedView,
  listSavedViews,
  changeSavedView,
} from "#lib/access/saved-views.ts";
import { jobContext, type Context } from "#lib/access/context.ts";
import { CreateSavedView, savedViewsMax } from "#lib/contract/saved-views.ts";
import { roles } from "#lib/domain/permission.ts";
import { systemDb } from "#lib/platform/db.ts";
import { inOrganization } from "#lib/platform/transaction.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";

const view = (name: string, query = "severity=high") =>
  CreateSavedView.parse({ page: "findings", name, query });
const names = async (ctx: Context) => (await listSavedViews(ctx, "findings")).items.map(({ name }) => name);

describe("one's own views", () => {
  test("are kept with what they filter, and listed by name whatever its case", async () => {
    const ctx = await createOrganization();
    for (const name of ["overdue", "Ärger", "Critical", "apis"]) await createSavedView(ctx, view(name));
    const { items } = await listSavedViews(ctx, "findings");
    expect(items.map(({ name }) => name)).toEqual(["apis", "Ärger", "Critical", "overdue"]);
    expect(new Set(items.map(({ query }) => query))).toEqual(new Set(["severity=high"]));
  });

  test("can be renamed, and their filter stays", async () => {
    const ctx = await createOrganization();
    const { id } = await createSavedView(ctx, view("Old", "layer=data&view=list"));
    expect(await changeSavedView(ctx, id, { name: "New" })).toMatchObject({
      id,
      name: "New",
      query: "layer=data&view=list",
    });
    expect(await names(ctx)).toEqual(["New"]);
  });

  test("can be renamed to the same in other letters", async () => {
    const ctx = await createOrganization();
    const { id } = await createSavedView(ctx, view("mine"));
    await changeSavedView(ctx, id, { name: "Mine" });
    expect(await names(ctx)).toEqual(["Mine"]);
  });

  test("are gone once deleted, and deleting again finds nothing", async () => {
    const ctx = await createOrganization();
    const { id } = await createSavedView(ctx, view("Gone"));
    await deleteSavedView(ctx, id);
    expect(await names(ctx)).toEqual([]);
    await expect(deleteSavedView(ctx, id)).rejects.toMatchObject({ code: "not-found" });
    await expect(changeSavedView(ctx, id, { name: "x" })).rejects.toMatchObject({ code: "not-found" });
  });

  test.each(roles)("are for an %s too: they change nothing but what one sees oneself", async (role) => {
    const ctx = await createOrganization(role);
    await createSavedView(ctx, view("Mine"));
    expect(await names(ctx)).toEqual(["Mine"]);
  });

  test("need a person, and the right to read findings", async () => {
    const ctx = await createOrganization();
    const job = jobContext(ctx.organizationId, "inventory.sync");
    await expect(createSavedView(job, view("x"))).rejects.toMatchObject({ code: "forbidden" });
    const blind = { ...ctx, permissions: new Set<never>() };
    await expect(listSavedViews(blind, "findings")).rejects.toMatchObject({ code: "forbidden" });
    await expect(createSavedView(blind, view("x"))).rejects.toMatchObject({ code: "forbidden" });
  });

  test("through a token of one's own are one's own", async () => {
    const ctx = await createOrganization();
    await createSavedView(ctx, view("Mine"));
    expect(await names({ ...ctx, actor: { ...ctx.actor, kind: "token" } })).toEqual(["Mine"]);
  });
});

describe("a name", () => {
  test.each(["Mine", "mine", "MINE"])("%s is taken by Mine", async (name) => {
    const ctx = await createOrganization();
    await createSavedView(ctx, view("Mine"));
    await expect(createSavedView(ctx, view(name))).rejects.toMatchObject({
      code: "conflict",
      fields: [{ field: "name" }],
    });
  });

  test("is not given to another view by renaming", async () => {
    const ctx = await createOrganization();
    await createSavedView(ctx, view("One"));
    const { id } = await createSavedView(ctx, view("Two"));
    await expect(changeSavedView(ctx, id, { name: "one" })).rejects.toMatchObject({ code: "conflict" });
    expect(await names(ctx)).toEqual(["One", "Two"]);
  });

  test("wanted twice at one instant is given once", async () => {
    const ctx = await createOrganization();
    const wanted = await Promise.allSettled(
      Array.from({ length: 5 }, () => createSavedView(ctx, view("Mine"))),
    );
    expect(wanted.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refusals = wanted.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(refusals.map((refusal: { code?: string }) => refusal.code)).toEqual(Array(4).fill("conflict"));
    expect(await names(ctx)).toEqual(["Mine"]);
  });

  test("of two people is each one's own", async () => {
    const ada = await createOrganization();
    const grace = await createMember(ada.organizationId, "analyst");
    await createSavedView(ada, view("Mine", "severity=low"));
    await createSavedView(grace, view("Mine", "severity=high"));
    expect((await listSavedViews(grace, "findings")).items).toMatchObject([{ query: "severity=high" }]);
  });
});

test("a person has a bounded number of views, and room again after deleting one", async () => {
  const ctx = await createOrganization();
  const { organizationId, actor } = ctx;
  await systemDb().savedView.createMany({
    data: Array.from({ length: savedViewsMax }, (_, index) => ({
      id: crypto.randomUUID(),
      organizationId,
      userId: actor.id,
      page: "findings",
      name: `view ${index}`,
      query: "",
    })),
  });
  await expect(createSavedView(ctx, view("one more"))).rejects.toMatchObject({ code: "conflict" });
  const [first] = (await listSavedViews(ctx, "findings")).items;
  await deleteSavedView(ctx, first?.id ?? "");
  await createSavedView(ctx, view("one more"));
  expect(await names(ctx)).toHaveLength(savedViewsMax);
});

describe("nobody else's view", () => {
  const two = async () => {
    const ada = await createOrganization();
    const colleague = await createMember(ada.organizationId, "admin");
    const stranger = await createOrganization();
    const { id } = await createSavedView(ada, view("Ada's"));
    return { ada, colleague, stranger, id };
  };

  test("is listed, renamed or deleted: it is not found, also by an administrator", async () => {
    const { ada, colleague, stranger, id } = await two();
    for (const other of [colleague, stranger]) {
      expect(await names(other)).toEqual([]);
      await expect(changeSavedView(other, id, { name: "x" })).rejects.toMatchObject({ code: "not-found" });
      await expect(deleteSavedView(other, id)).rejects.toMatchObject({ code: "not-found" });
    }
    expect(await names(ada)).toEqual(["Ada's"]);
  });

  test("is seen in another organization, even by a query that forgot to name its own", async () => {
    const { stranger } = await two();
    const seen = await inOrganization(stranger.organizationId, (tx) => tx.savedView.findMany());
    expect(seen).toEqual([]);
  });

  test("can be written into another organization", async () => {
    const { ada, stranger } = await two();
    const smuggled = inOrganization(stranger.organizationId, (tx) =>
      tx.savedView.create({
        data: {
          id: crypto.randomUUID(),
          organizationId: ada.organizationId,
          userId: ada.actor.id,
          page: "findings",
          name: "smuggled",
          query: "",
        },
      }),
    );
    await expect(smuggled).rejects.toThrow(/row-level security/);
    expect(await names(ada)).toEqual(["Ada's"]);
  });
});
