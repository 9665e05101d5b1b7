import { describe, expect, test } from "vitest";

import type { Context } from "#lib/access/context.ts";
import { layers, type Layer } from "#lib/domain/layer.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { countFindings } from "#lib/posture/count-findings.ts";
import type { FindingQuery } from "#lib/posture/finding-conditions.ts";
import { readPostureTrend, summarizePosture } from "#lib/posture/summarize-posture.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { plantFindings, type PlantedFinding } from "#tests/factories/planted-findings.ts";

const now = new Date("2026-03-31T15:00:00Z");
const everything: FindingQuery = {
  status: ["open", "in-progress"],
  severity: [],
  layer: [],
  provider: [],
  account: "",
  source: "",
  check: "",
  control: "",
  environment: "",
  workload: "",
  resource: "",
  assignee: "",
  team: "",
  due: null,
  q: "",
};

/** An engineer with a team beside an analyst, and findings of the engineer, of the team, of others and of nobody. */
async function createTeamwork() {
  const analyst = await createOrganization("analyst");
  const { organizationId } = analyst;
  const engineer = await createMember(organizationId, "engineer");
  const other = await createMember(organizationId, "engineer");
  const teamId = newId();
  await systemDb().team.create({ data: { id: teamId, organizationId, name: "Claims" } });
  await systemDb().teamMember.create({ data: { organizationId, teamId, userId: engineer.actor.id } });
  await plantFindings(analyst, [
    planted("own", { assigneeId: engineer.actor.id, severity: "critical" }),
    planted("own-started", { assigneeId: engineer.actor.id, status: "in-progress", layer: "model" }),
    planted("own-resolved", { assigneeId: engineer.actor.id, status: "resolved" }),
    planted("own-excepted", { assigneeId: engineer.actor.id, status: "excepted" }),
    planted("team", { teamId, layer: "api", severity: "low" }),
    planted("other", { assigneeId: other.actor.id }),
    planted("nobody", { layer: "pipeline", severity: "info" }),
  ]);
  return { analyst, engineer, other };
}
const planted = (resourceKey: string, given: PlantedFinding = {}): PlantedFinding => ({
  resourceKey,
  ...given,
});

const openOf = async (ctx: Context) => {
  const { layers: summaries } = await summarizePosture(ctx, now);
  return Object.fromEntries(
    summaries.flatMap(({ layer, open }) =>
      Object.entries(open).flatMap(([severity, count]) =>
        count > 0 ? [[`${layer} ${severity}`, count]] : [],
      ),
    ),
  );
};
const total = async (ctx: Context) => Object.values(await openOf(ctx)).reduce((sum, count) => sum + count, 0);

describe("open findings of an organization in which some see a part", () => {
  test("who sees all counts all that is open or worked on, and nothing that is done or excepted", async () => {
    const { analyst } = await createTeamwork();
    expect(await openOf(analyst)).toEqual({
      "data critical": 1,
      "data high": 1,
      "model high": 1,
      "api low": 1,
      "pipeline info": 1,
    });
  });

  test("an engineer counts their own and their teams'", async () => {
    const { engineer } = await createTeamwork();
    expect(await openOf(engineer)).toEqual({ "data critical": 1, "model high": 1, "api low": 1 });
  });

  test("an engineer without work counts nothing, in all five layers", async () => {
    const { analyst } = await createTeamwork();
    const idle = await createMember(analyst.organizationId, "engineer");
    expect(await openOf(idle)).toEqual({});
    expect((await summarizePosture(idle, now)).layers.map(({ layer }) => layer)).toEqual([...layers]);
  });

  test("every role counts exactly what its list of findings holds, layer by layer", async () => {
    const { analyst, engineer, other } = await createTeamwork();
    const auditor = await createMember(analyst.organizationId, "auditor");
    const admin = await createMember(analyst.organizationId, "admin");
    for (const ctx of [analyst, engineer, other, auditor, admin]) {
      const listed = await countFindings(ctx, everything);
      expect(await total(ctx)).toBe(listed.total);
      const { layers: summaries } = await summarizePosture(ctx, now);
      const byLayer = Object.fromEntries(
        summaries.map(({ layer, open }) => [
          layer,
          Object.values(open).reduce((sum, count) => sum + count, 0),
        ]),
      );
      for (const layer of layers) expect(byLayer[layer]).toBe(listed.layer[layer] ?? 0);
    }
  });

  test("who leaves a team no longer counts its work", async () => {
    const { engineer } = await createTeamwork();
    await systemDb().teamMember.deleteMany({ where: { userId: engineer.actor.id } });
    expect(await openOf(engineer)).toEqual({ "data critical": 1, "model high": 1 });
  });

  test("another organization's findings are nobody's here, even under the same person", async () => {
    const { engineer } = await createTeamwork();
    const elsewhere = await createOrganization();
    await plantFindings(elsewhere, [planted("far", { assigneeId: engineer.actor.id })]);
    expect(await total(engineer)).toBe(3);
    expect(await total(elsewhere)).toBe(1);
  });
});

describe("score and coverage", () => {
  const tally = (ctx: Context, checkId: string, counts: { pass: number; fail: number; unknown: number }) =>
    systemDb().checkTally.create({
      data: {
        organizationId: ctx.organizationId,
        checkId,
        passCount: counts.pass,
        failCount: counts.fail,
        unknownCount: counts.unknown,
        evaluatedAt: now,
      },
    });
  const layerOf = async (ctx: Context, wanted: Layer) =>
    (await summarizePosture(ctx, now)).layers.find(({ layer }) => layer === wanted);
  const checkId = "data-store/private";

  test("are not known before anything was evaluated", async () => {
    const ctx = await createOrganization();
    const { evaluatedAt, layers: summaries } = await summarizePosture(ctx, now);
    expect(evaluatedAt).toBeNull();
    for (const summary of summaries)
      expect(summary).toMatchObject({
        score: null,
        coverage: null,
        unknownCount: 0,
        change7: null,
        change30: null,
      });
  });

  test("what could not be decided lowers the coverage and not the score", async () => {
    const ctx = await createOrganization();
    await tally(ctx, checkId, { pass: 3, fail: 0, unknown: 1 });
    expect(await layerOf(ctx, "data")).toMatchObject({ score: 100, coverage: 75, unknownCount: 1 });
  });

  test("a layer in which nothing was decided has no score, and is not called clean", async () => {
    const ctx = await createOrganization();
    await tally(ctx, checkId, { pass: 0, fail: 0, unknown: 4 });
    expect(await layerOf(ctx, "data")).toMatchObject({ score: null, coverage: 0, unknownCount: 4 });
  });

  test("are the whole organization's for an engineer, too", async () => {
    const ctx = await createOrganization();
    await tally(ctx, checkId, { pass: 1, fail: 1, unknown: 0 });
    const engineer = await createMember(ctx.organizationId, "engineer");
    expect(await layerOf(engineer, "data")).toEqual(await layerOf(ctx, "data"));
  });

  test("a check that no longer exists counts for no layer", async () => {
    const ctx = await createOrganization();
    await tally(ctx, "removed/long-ago", { pass: 0, fail: 9, unknown: 9 });
    for (const { score, unknownCount } of (await summarizePosture(ctx, now)).layers)
      expect([score, unknownCount]).toEqual([null, 0]);
  });

  test.each([
    ["seven days ago", "2026-03-24", { change7: 40, change30: null }],
    ["thirty days ago", "2026-03-01", { change7: null, change30: 40 }],
    ["on a day between", "2026-03-10", { change7: null, change30: null }],
  ])("moved against a score taken %s", async (_, day, expected) => {
    const ctx = await createOrganization();
    await tally(ctx, checkId, { pass: 1, fail: 0, unknown: 0 });
    await snapshot(ctx, day, "data", { score: 60 });
    expect(await layerOf(ctx, "data")).toMatchObject(expected);
  });
});

const snapshot = (ctx: Context, day: string, layer: Layer, given: { score?: number; open?: number } = {}) =>
  systemDb().postureSnapshot.create({
    data: {
      organizationId: ctx.organizationId,
      day: new Date(`${day}T00:00:00Z`),
      layer,
      score: given.score ?? 0,
      coverage: 100,
      openCritical: given.open ?? 0,
      openHigh: 0,
      openMedium: 0,
      openLow: 0,
    },
  });

const none = { model: null, data: null, identity: null, api: null, pipeline: null };

describe("the course of a quarter", () => {
  test("has a day for each snapshot, oldest first, and no score but 0 open for a layer that day did not know", async () => {
    const ctx = await createOrganization();
    await snapshot(ctx, "2026-03-30", "data", { score: 60, open: 2 });
    await snapshot(ctx, "2026-03-02", "api", { score: 70, open: 5 });
    await snapshot(ctx, "2026-03-30", "api", { open: 1 });
    expect((await readPostureTrend(ctx, 90, now)).days).toEqual([
      {
        day: "2026-03-02",
        scores: { ...none, api: 70 },
        model: 0,
        data: 0,
        identity: 0,
        api: 5,
        pipeline: 0,
      },
      {
        day: "2026-03-30",
        scores: { ...none, data: 60, api: 0 },
        model: 0,
        data: 2,
        identity: 0,
        api: 1,
        pipeline: 0,
      },
    ]);
  });

  test("ends where the asker says, and holds no other organization's days", async () => {
    const ctx = await createOrganization();
    const other = await createOrganization();
    await snapshot(ctx, "2026-01-02", "data", { open: 1 });
    await snapshot(ctx, "2026-03-30", "data", { open: 2 });
    await snapshot(other, "2026-03-29", "data", { open: 9 });
    const days = async (count: number) =>
      (await readPostureTrend(ctx, count, now)).days.map(({ day }) => day);
    expect(await days(7)).toEqual(["2026-03-30"]);
    expect(await days(90)).toEqual(["2026-01-02", "2026-03-30"]);
  });
});
