import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { systemDb } from "#lib/platform/db.ts";
import { createFakeConnection, syncOnce } from "#tests/factories/connection.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { denied } from "#tests/support/fake-connector.ts";

const region = "eu-west-1";
const names = ["a", "b", "c", "d"] as const;
const teams = ["ml", "ops"] as const;
type Name = (typeof names)[number];
type Team = (typeof teams)[number];

/** One sync of one of two connections: what it sees, or that it is denied. */
type Step = { by: 0 | 1; sees: Partial<Record<Name, Team>> | "denied" };

const step: fc.Arbitrary<Step> = fc.record({
  by: fc.constantFrom(0 as const, 1 as const),
  sees: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record(
        Object.fromEntries(names.map((name) => [name, fc.constantFrom(...teams)])) as Record<
          Name,
          fc.Arbitrary<Team>
        >,
        { requiredKeys: [] },
      ),
    },
    fc.constant("denied" as const),
  ),
});

/** What should stand after each step: who a resource belongs to, and what that one last said of it. */
class Model {
  readonly present = new Map<string, { owner: 0 | 1; team: Team }>();
  versions = 0;
  readonly #last = new Map<string, Team>();

  sync({ by, sees }: Step): void {
    if (sees === "denied") return;
    for (const [name, team] of Object.entries(sees)) {
      const known = this.present.get(name);
      if (known && known.owner !== by) continue;
      if (known ? known.team !== team : this.#last.has(name)) this.versions++;
      this.present.set(name, { owner: by, team });
      this.#last.set(name, team);
    }
    for (const [name, { owner }] of this.present)
      if (owner === by && !Object.hasOwn(sees, name)) this.present.delete(name);
  }

  describe(): Record<string, string> {
    return Object.fromEntries(
      [...this.present]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, { owner, team }]) => [name, `${team}, of connection ${owner}`]),
    );
  }
}

async function run(steps: readonly Step[]) {
  const ctx = await createOrganization();
  const { organizationId } = ctx;
  const connections = [await createFakeConnection(ctx), await createFakeConnection(ctx)];
  const model = new Model();
  for (const [at, taken] of steps.entries()) {
    const connection = connections[taken.by];
    if (!connection) throw new Error("There are two connections");
    const seen = taken.sees === "denied" ? {} : taken.sees;
    const buckets = Object.entries(seen).map(([name, team]) => ({ name, tags: { team } }));
    await syncOnce(ctx, connection, {
      estate: { regions: [region], buckets, roles: [] },
      fault: (call) => {
        if (taken.sees === "denied" && call.operation === "ListBuckets") throw denied(call);
      },
    });
    model.sync(taken);
    expect(await stored(organizationId, connections), `after step ${at + 1}`).toEqual(model.describe());
  }
  return { organizationId, model };
}

async function stored(organizationId: string, connections: readonly { id: string }[]) {
  const rows = await systemDb().resource.findMany({
    where: { organizationId, removedAt: null },
    orderBy: { name: "asc" },
  });
  return Object.fromEntries(
    rows.map(({ name, document, connectionId }) => {
      const owner = connections.findIndex(({ id }) => id === connectionId);
      return [name, `${teamOf(document)}, of connection ${owner}`];
    }),
  );
}

function teamOf(document: unknown): string {
  const { tags } = document as { tags: Record<string, string> };
  return tags["team"] ?? "";
}

describe("two connections that see the same account", () => {
  test("whatever each sees, loses or is denied, a resource stands as its owner last said", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
        const { organizationId, model } = await run(steps);
        expect(await systemDb().resourceVersion.count({ where: { organizationId } })).toBe(model.versions);
      }),
      { numRuns: 15 },
    );
  });

  test("no state of a resource overlaps the next, and none is lost between", async () => {
    const { organizationId } = await run([
      { by: 0, sees: { a: "ml" } },
      { by: 0, sees: { a: "ops" } },
      { by: 1, sees: { a: "ml", b: "ml" } },
      { by: 0, sees: {} },
      { by: 1, sees: { a: "ml", b: "ops" } },
      { by: 1, sees: { a: "ops", b: "ops" } },
    ]);
    const resources = await systemDb().resource.findMany({ where: { organizationId } });
    for (const { id, changedAt, firstSeenAt } of resources) {
      const versions = await systemDb().resourceVersion.findMany({
        where: { resourceId: id },
        orderBy: { validFrom: "asc" },
      });
      expect(versions[0]?.validFrom ?? changedAt).toEqual(firstSeenAt);
      for (const [at, { validFrom, validTo }] of versions.entries()) {
        expect(validTo.getTime()).toBeGreaterThanOrEqual(validFrom.getTime());
        const next = versions[at + 1]?.validFrom ?? changedAt;
        expect(next.getTime()).toBeGreaterThanOrEqual(validTo.getTime());
      }
    }
  });

  test("at the same time leave each resource once, and both syncs complete", async () => {
    const ctx = await createOrganization();
    const connections = [await createFakeConnection(ctx), await createFakeConnection(ctx)];
    const buckets = Array.from({ length: 60 }, (_, n) => ({ name: `bucket-${n}` }));
    const estate = { regions: [region, "us-east-1"], buckets, roles: ["r"] };
    const syncs = await Promise.all(connections.map((connection) => syncOnce(ctx, connection, { estate })));
    expect(syncs.map(({ state }) => state)).toEqual(["complete", "complete"]);
    const { organizationId } = ctx;
    expect(await systemDb().resource.count({ where: { organizationId } })).toBe(121);
    expect(syncs.reduce((sum, { changedCount }) => sum + changedCount, 0)).toBe(121);
    expect(await systemDb().resourceVersion.count({ where: { organizationId } })).toBe(0);
  });
});
