import { describe, expect, test } from "vitest";

import { jobContext, type Context } from "#lib/access/context.ts";
import { loadCheckFilters } from "#lib/contract/checks.ts";
import { layers, type Layer } from "#lib/domain/layer.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { systemDb } from "#lib/platform/db.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import { evaluateOrganization } from "#lib/posture/evaluate-organization.ts";
import { getCheck } from "#lib/posture/get-check.ts";
import { listChecks } from "#lib/posture/list-checks.ts";
import { readPostureTrend, summarizePosture } from "#lib/posture/summarize-posture.ts";
import { plantFindings } from "#tests/factories/planted-findings.ts";
import { bucket, createInventory } from "#tests/factories/inventory.ts";
import { createResource, stored } from "#tests/factories/resource.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";

const evaluate = ({ organizationId }: Context) =>
  evaluateOrganization(jobContext(organizationId, "posture.evaluate"));
const ofLayer = async (ctx: Context, wanted: Layer, now?: Date) =>
  (await summarizePosture(ctx, now)).layers.find(({ layer }) => layer === wanted);
const knowledgeBase = stored({
  ...createResource("knowledge-base", "kb"),
  type: "gcp.aiplatform.rag-corpus" as const,
  properties: { backend: "rag-managed", sources: [], truncated: false, kmsKey: null },
} as Resource);
/** Buckets that a knowledge base ingests: what no model uses is not looked at. */
const createGrounding = (ctx: Context, buckets: readonly Resource[]) =>
  createInventory(
    ctx,
    [...buckets, knowledgeBase],
    buckets.map(({ key }) => ({ from: "kb", kind: "ingests", to: key })),
  );
const notCollected = {
  "facets.publicRead": {
    reason: "denied",
    call: "storage:buckets.getIamPolicy",
    permission: "storage.buckets.getIamPolicy",
    message: "Denied",
  },
} as const;
const now = new Date("2026-04-10T09:00:00Z");
const dayBefore = (days: number) => new Date(now.getTime() - days * 86_400_000);

const plantSnapshot = (
  { organizationId }: Context,
  layer: Layer,
  day: Date,
  score: number,
  open: Partial<Record<"openCritical" | "openHigh" | "openMedium" | "openLow", number>> = {},
) =>
  systemDb().postureSnapshot.create({
    data: {
      organizationId,
      layer,
      day,
      score,
      coverage: 100,
      openCritical: 0,
      openHigh: 0,
      openMedium: 0,
      openLow: 0,
      ...open,
    },
  });

describe("the summary", () => {
  test("of an organization without anything knows no score, no coverage and no time", async () => {
    const summary = await summarizePosture(await createOrganization());
    expect(summary.evaluatedAt).toBeNull();
    expect(summary.layers.map(({ layer }) => layer)).toEqual(layers);
    for (const { score, coverage, change7, change30, unknownCount } of summary.layers)
      expect({ score, coverage, change7, change30, unknownCount }).toEqual({
        score: null,
        coverage: null,
        change7: null,
        change30: null,
        unknownCount: 0,
      });
  });

  test("says what an evaluation found, layer by layer", async () => {
    const ctx = await createOrganization();
    await createGrounding(ctx, [bucket("open", { publicRead: true }), bucket("closed")]);
    await evaluate(ctx);
    const data = await ofLayer(ctx, "data");
    expect(data?.open.critical).toBeGreaterThan(0);
    expect(data?.score).toBeLessThan(100);
    expect(data?.score).toBeGreaterThan(0);
    expect((await summarizePosture(ctx)).evaluatedAt).not.toBeNull();
  });

  test("coverage falls where a collection was denied, and is never rounded up to whole", async () => {
    const ctx = await createOrganization();
    const inventory = await createGrounding(ctx, [bucket("a"), bucket("b")]);
    await evaluate(ctx);
    const before = await ofLayer(ctx, "data");
    await inventory.put({
      ...bucket("a"),
      unknown: notCollected,
    });
    await evaluate(ctx);
    const after = await ofLayer(ctx, "data");
    expect(before?.unknownCount).toBe(0);
    expect(after?.unknownCount).toBeGreaterThan(0);
    expect(after?.coverage).toBeLessThan(before?.coverage ?? 0);
  });

  test.each([
    ["risen", 60, 70],
    ["fallen", 90, -20],
  ])("tells how far a score has %s in seven and in thirty days", async (_, earlier) => {
    const ctx = await createOrganization();
    const inventory = await createGrounding(ctx, [bucket("a", { publicRead: true }), bucket("b")]);
    await evaluate(ctx);
    await inventory.put(bucket("b"));
    await plantSnapshot(ctx, "data", dayBefore(7), earlier);
    await plantSnapshot(ctx, "data", dayBefore(30), earlier - 5);
    const data = await ofLayer(ctx, "data", now);
    expect(data?.change7).toBe((data?.score ?? 0) - earlier);
    expect(data?.change30).toBe((data?.score ?? 0) - earlier + 5);
  });

  test("without a snapshot of that very day, how a score moved is not known", async () => {
    const ctx = await createOrganization();
    await createGrounding(ctx, [bucket("a")]);
    await evaluate(ctx);
    await plantSnapshot(ctx, "data", dayBefore(6), 10);
    await plantSnapshot(ctx, "data", dayBefore(8), 10);
    expect(await ofLayer(ctx, "data", now)).toMatchObject({ change7: null, change30: null });
  });

  test("counts for an engineer the findings that are theirs, of a score that is everybody's", async () => {
    const ctx = await createOrganization();
    const engineer = await createMember(ctx.organizationId, "engineer");
    await plantFindings(ctx, [
      { severity: "critical", assigneeId: engineer.actor.id },
      { severity: "critical" },
      { severity: "low", status: "in-progress", assigneeId: engineer.actor.id },
      { severity: "low", status: "resolved", assigneeId: engineer.actor.id },
      { severity: "high", status: "excepted", assigneeId: engineer.actor.id },
    ]);
    expect((await ofLayer(ctx, "data"))?.open).toMatchObject({ critical: 2, low: 1, high: 0 });
    expect((await ofLayer(engineer, "data"))?.open).toMatchObject({ critical: 1, low: 1, high: 0 });
  });

  test("shows nothing of another organization", async () => {
    const [mine, theirs] = [await createOrganization(), await createOrganization()];
    await plantFindings(theirs, [{ severity: "critical" }]);
    await plantSnapshot(theirs, "data", dayBefore(7), 50);
    expect((await ofLayer(mine, "data", now))?.open.critical).toBe(0);
    expect((await readPostureTrend(mine, 90, now)).days).toEqual([]);
  });
});

const none = { model: null, data: null, identity: null, api: null, pipeline: null };

describe("the trend", () => {
  test("has a point for each day there is a snapshot of, oldest first, and no layer missing", async () => {
    const ctx = await createOrganization();
    await plantSnapshot(ctx, "model", dayBefore(1), 80, { openCritical: 1, openHigh: 2 });
    await plantSnapshot(ctx, "data", dayBefore(1), 80, { openMedium: 3, openLow: 4 });
    await plantSnapshot(ctx, "pipeline", dayBefore(40), 80, { openLow: 9 });
    expect((await readPostureTrend(ctx, 90, now)).days).toEqual([
      {
        day: "2026-03-01",
        scores: { ...none, pipeline: 80 },
        model: 0,
        data: 0,
        identity: 0,
        api: 0,
        pipeline: 9,
      },
      {
        day: "2026-04-09",
        scores: { ...none, model: 80, data: 80 },
        model: 3,
        data: 7,
        identity: 0,
        api: 0,
        pipeline: 0,
      },
    ]);
    expect((await readPostureTrend(ctx, 30, now)).days).toHaveLength(1);
  });

  test.each([0, -1, 100_000_000, Number.MAX_SAFE_INTEGER])(
    "asked for %d days, which is none or more than there are, it answers with what there is",
    async (days) => {
      const ctx = await createOrganization();
      await plantSnapshot(ctx, "model", dayBefore(1), 80);
      const { days: shown } = await readPostureTrend(ctx, days, now);
      expect(shown.length).toBeLessThanOrEqual(1);
    },
  );

  test("the snapshot of a day is rewritten by each evaluation of it, and never doubled", async () => {
    const ctx = await createOrganization();
    const inventory = await createGrounding(ctx, [bucket("a", { publicRead: true })]);
    await evaluate(ctx);
    const [open] = (await readPostureTrend(ctx, 1)).days;
    await inventory.put(bucket("a"));
    await evaluate(ctx);
    const { days } = await readPostureTrend(ctx, 1);
    expect(days).toHaveLength(1);
    expect(days[0]?.data).toBeLessThan(open?.data ?? 0);
  });
});

const catalogueReader = await createOrganization("auditor");

describe("the catalogue", () => {
  const all = loadCheckFilters(new URLSearchParams());

  test("lists every check once, worst first", async () => {
    const { items } = await listChecks(await createOrganization(), all);
    expect(items.map(({ id }) => id).toSorted()).toEqual(checks.map(({ id }) => id).toSorted());
    const ranks = items.map(({ severity }) =>
      ["critical", "high", "medium", "low", "info"].indexOf(severity),
    );
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  test("filters narrow together, by cloud also where a check is for several", async () => {
    const ctx = await createOrganization();
    const { items } = await listChecks(ctx, { ...all, provider: ["gcp"], layer: ["data"] });
    expect(items.length).toBeGreaterThan(3);
    for (const { layer, providers } of items) {
      expect(layer).toBe("data");
      expect(providers).toContain("gcp");
    }
    const named = await listChecks(ctx, { ...all, q: "  GUARDRAIL " });
    expect(named.items.length).toBeGreaterThan(0);
    for (const { id, title } of named.items) expect(`${id} ${title}`.toLowerCase()).toContain("guardrail");
    expect((await listChecks(ctx, { ...all, q: "no such check" })).items).toEqual([]);
  });

  test.each(checks.map(({ id }) => id))("%s can be read whole, with examples of both sides", async (id) => {
    const check = await getCheck(catalogueReader, id);
    const outcomes = new Set(check.examples.map(({ expected }) => expected));
    expect(outcomes).toContain("pass");
    expect(outcomes).toContain("fail");
    expect(check.risk.length).toBeGreaterThan(20);
    expect(check.remediation.summary.length).toBeGreaterThan(10);
    expect(check.references.every((reference) => reference.startsWith("https://"))).toBe(true);
  });

  test("a check that there is not is not found", async () => {
    for (const id of ["aws/no-such", "", "../../etc/passwd", "__proto__", "constructor"])
      await expect(getCheck(catalogueReader, id)).rejects.toMatchObject({ code: "not-found" });
  });

  test("what could not be decided is listed with the call and the permission that would decide it", async () => {
    const ctx = await createOrganization();
    await createGrounding(ctx, [{ ...bucket("a"), unknown: notCollected }]);
    await evaluate(ctx);
    const { items } = await listChecks(ctx, all);
    const undecided = items.filter(
      ({ id, unknownCount }) => id.startsWith("data-store/") && unknownCount > 0,
    );
    expect(undecided.length).toBeGreaterThan(0);
    const detail = await getCheck(ctx, undecided[0]?.id ?? "");
    expect(detail.unknown).toMatchObject([
      { resourceKey: "a", permission: "storage.buckets.getIamPolicy", message: "Denied" },
    ]);
    expect(detail.failCount).toBe(0);
  });
});
