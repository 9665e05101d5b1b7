import { expect, test } from "vitest";

import type { Derived } from "#lib/domain/derived.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { storeDerived } from "#lib/inventory/store-derived.ts";
import { differingParts, jsonbText, Marks, storedMarks } from "#lib/inventory/stored-marks.ts";
import { systemDb } from "#lib/platform/db.ts";
import { inBulkTransaction } from "#lib/platform/transaction.ts";
import { bucket, createInventory } from "#tests/factories/inventory.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { randomFrom } from "#tests/factories/random.ts";

const names = ["a", "b 'quoted'", "ä € 😀", "tab\tline\nend", "\\u0000 \\", "f", "g", "h"];
const nodes = names.map((name) => bucket(`gs://${name}`));
const keys = nodes.map(({ key }) => key);

test("whatever was stored before, what is derived now is stored after, and what changed is told", async () => {
  const ctx = await createOrganization();
  const { organizationId } = ctx;
  await createInventory(ctx, nodes);
  const random = randomFrom(11);
  const graph = new ResourceGraph(nodes, []);
  const facts = new Map<string, Derived>(keys.map((key) => [key, {}]));
  const edges = new Map<string, Relationship>();
  const factOf = (text: string): Derived => ({
    sensitivity: { level: "internal", dataClasses: [text], reasons: [{ text, resourceKey: null }] },
    privilege: { level: "none", reasons: [] },
  });
  for (let step = 0; step < 15; step++) {
    const before = { facts: new Map(facts), edges: new Map(edges) };
    for (let n = random.below(4); n > 0; n--) {
      const [from, to] = [random.pick(keys), random.pick(keys)];
      facts.set(from, random.oneIn(3) ? {} : factOf(random.pick(names)));
      const id = `${from} ${to}`;
      const reason = random.oneIn(3) ? {} : { reason: `because ${random.pick(names)}` };
      if (edges.has(id) && random.oneIn(2)) edges.delete(id);
      else edges.set(id, { from, kind: "can-read", to, ...reason });
    }
    const changed = new Set([
      ...keys.filter((key) => jsonbText(facts.get(key)) !== jsonbText(before.facts.get(key))),
      ...[...edges, ...before.edges].flatMap(([id, { from, to }]) =>
        JSON.stringify(edges.get(id)) === JSON.stringify(before.edges.get(id)) ? [] : [from, to],
      ),
    ]);
    const told = await inBulkTransaction(organizationId, (client) =>
      storeDerived(client, organizationId, {
        relationships: [...edges.values()],
        graph,
        factsByKey: new Map(facts),
      }),
    );
    expect(told, `step ${step}`).toEqual(changed);
    const resources = await systemDb().resource.findMany({ where: { organizationId } });
    expect(Object.fromEntries(resources.map(({ key, derived }) => [key, derived]))).toEqual(
      Object.fromEntries(facts),
    );
    const stored = await systemDb().relationship.findMany({
      where: { organizationId, validTo: null, collectionId: null },
    });
    expect(
      stored
        .map(({ fromKey, kind, toKey, reason }) => ({
          from: fromKey,
          kind,
          to: toKey,
          ...(reason === null ? {} : { reason }),
        }))
        .map((one) => JSON.stringify(one))
        .toSorted(),
    ).toEqual([...edges.values()].map((one) => JSON.stringify(one)).toSorted());
  }
  // Postgres makes the same marks, so that what did not change is not sent.
  const marks = new Marks();
  for (const { from, kind, to, reason } of edges.values()) marks.add(from, kind, to, reason ?? null);
  const stored = await inBulkTransaction(organizationId, (client) =>
    storedMarks(
      client,
      organizationId,
      ['"fromKey"', "kind", '"toKey"', "reason"],
      `"Relationship" WHERE "organizationId" = $1 AND "validTo" IS NULL AND "collectionId" IS NULL`,
    ),
  );
  expect(differingParts(marks.sums, stored)).toEqual(new Set());
});
