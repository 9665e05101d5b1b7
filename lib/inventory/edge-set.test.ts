import { expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import { relationshipKinds } from "#lib/domain/relationship.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { randomFrom } from "#tests/factories/random.ts";

import { EdgeSet } from "./edge-set.ts";

test("an edge is new once, be its ends collected or not", () => {
  const random = randomFrom(5);
  const keys = Array.from({ length: 12 }, (_, n) => `k${n}`);
  const set = new EdgeSet(
    new ResourceGraph(
      keys.slice(0, 9).map((key) => sampleResource("data-store", key)),
      [],
    ),
  );
  const known = new Set<string>();
  for (let count = 0; count < 6_000; count++) {
    const edge = { from: random.pick(keys), kind: random.pick(relationshipKinds), to: random.pick(keys) };
    const id = JSON.stringify(edge);
    expect(set.add(edge)).toBe(!known.has(id));
    known.add(id);
  }
  expect(known.size).toBeLessThan(6_000);
  expect(relationshipKinds.length).toBeLessThanOrEqual(32);
});
