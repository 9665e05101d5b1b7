import { setTimeout } from "node:timers/promises";

import { expect, test } from "vitest";

import { jobContext, type Context } from "#lib/access/context.ts";
import type { ChangeSubject } from "#lib/contract/changes.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import type { AppError } from "#lib/domain/errors.ts";
import { listChanges } from "#lib/history/list-changes.ts";
import { pool } from "#lib/platform/db.ts";
import { createClaimsEstate } from "#tests/factories/estate.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { createResource, stored } from "#tests/factories/resource.ts";
import { anyRow } from "#tests/support/any-row.ts";

const refresh = ({ organizationId }: Context) =>
  refreshCorrelation(jobContext(organizationId, "correlation.refresh"));

async function synced(): Promise<Context> {
  const ctx = await createOrganization();
  const id = await anyRow("Sync", ctx.organizationId);
  await pool().query(`UPDATE "Sync" SET "queuedAt" = now() - interval '1 day' WHERE id = $1`, [id]);
  return ctx;
}

async function moment(): Promise<string> {
  await setTimeout(3);
  const at = new Date().toISOString();
  await setTimeout(3);
  return at;
}

test("two moments differ by what came, went and changed between them, and by nothing else", async () => {
  const ctx = await synced();
  const estate = await createClaimsEstate(ctx);
  await refresh(ctx);
  const from = await moment();
  await estate.remove("claims-api");
  await estate.put(stored(createResource("compute", "night-job")));
  await refresh(ctx);
  const to = await moment();
  await estate.put(stored(createResource("compute", "later-job")));
  const changes = await listChanges(ctx, { from, to });
  const of = (subject: ChangeSubject) =>
    changes.items
      .filter((item) => item.subject === subject)
      .map(({ kind, title }) => `${kind} ${title}`)
      .toSorted();
  expect(of("resources")).toEqual(["added night-job", "removed claims-api"]);
  expect(of("issues").length).toBeGreaterThan(0);
  expect(of("issues").every((text) => text.startsWith("removed"))).toBe(true);
  expect(changes.subjects.find(({ subject }) => subject === "resources")).toMatchObject({
    added: 1,
    removed: 1,
    changed: 0,
  });
  for (const { by, at } of changes.items) {
    expect(by.name).not.toBe("");
    expect(at > from && at <= to).toBe(true);
  }
  expect((await listChanges(ctx, { from: to, to: await moment() })).items.map(({ title }) => title)).toEqual([
    "later-job",
  ]);
});

test("what came and went again in between is no difference", async () => {
  const ctx = await synced();
  const estate = await createClaimsEstate(ctx);
  const from = await moment();
  await estate.put(stored(createResource("compute", "brief")));
  await moment();
  await estate.remove("brief");
  expect((await listChanges(ctx, { from })).items.filter(({ subject }) => subject === "resources")).toEqual(
    [],
  );
});

test("is for who sees every finding, from a moment with history to a later one", async () => {
  const ctx = await synced();
  const from = await moment();
  const engineer = await createMember(ctx.organizationId, "engineer");
  const refused = (code: string): AppError => expect.objectContaining({ code }) as AppError;
  await expect(listChanges(engineer, { from })).rejects.toEqual(refused("forbidden"));
  await expect(listChanges(ctx, { from, to: from })).rejects.toEqual(refused("invalid-input"));
  await expect(listChanges(ctx, { from: "2001-01-01" })).rejects.toEqual(refused("invalid-input"));
});
