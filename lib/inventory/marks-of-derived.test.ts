import { expect, test } from "vitest";

import type { Derived } from "#lib/domain/derived.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { randomFrom, type Random } from "#tests/factories/random.ts";

import { marksOfDerived, type ToldDerivation } from "./marks-of-derived.ts";

const keys = Array.from({ length: 30 }, (_, n) => `store-${n}`);
const factOf = (random: Random): Derived =>
  random.oneIn(2)
    ? {}
    : {
        privilege: {
          level: random.pick(["admin", "none"] as const),
          reasons: [{ text: "so", resourceKey: null }],
        },
      };

function edgeOf(random: Random): Relationship {
  const edge = { from: random.pick(keys), kind: "can-read" as const, to: random.pick(keys) };
  return random.oneIn(3) ? edge : { ...edge, reason: random.pick(["a policy", "another"]) };
}

/** One of those before with a resource, a fact and some edges more, fewer or told anew. */
function changed(before: ToldDerivation, random: Random): ToldDerivation {
  const present = keys.filter((key) => (before.graph.get(key) !== undefined) !== random.oneIn(12));
  const facts = present.map((key): [string, Derived] => [
    key,
    random.oneIn(6) ? factOf(random) : structuredClone(before.factsByKey.get(key) ?? {}),
  ]);
  const relationships = [...before.relationships];
  relationships.splice(
    random.below(20),
    random.below(4),
    ...Array.from({ length: random.below(4) }, () => edgeOf(random)),
  );
  const typeOf = (key: string) => {
    if (random.oneIn(15)) return "identity";
    return before.graph.get(key) ? "data-store" : "secret";
  };
  return {
    graph: new ResourceGraph(
      present.map((key) => sampleResource(typeOf(key), key)),
      [],
    ),
    factsByKey: new Map(facts),
    relationships,
  };
}

const sumsOf = ({ edges, facts }: ReturnType<typeof marksOfDerived>) => [edges.sums, facts.sums];

test("marks made of those before are those made of everything", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = randomFrom(seed);
    let before: ToldDerivation = {
      graph: new ResourceGraph([], []),
      factsByKey: new Map(),
      relationships: [],
    };
    marksOfDerived(before, null);
    for (let step = 0; step < 8; step++) {
      const now = changed(before, random);
      const again = marksOfDerived(now, before);
      const anew = marksOfDerived({ ...now, factsByKey: new Map(now.factsByKey) }, null);
      expect(sumsOf(again), `seed ${seed}, step ${step}`).toEqual(sumsOf(anew));
      before = now;
    }
    expect(before.relationships.length).toBeGreaterThan(0);
  }
});
