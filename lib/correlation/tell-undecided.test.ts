import { expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { randomFrom } from "#tests/factories/random.ts";

import { tellUndecided } from "./tell-undecided.ts";
import { UndecidedStops } from "./undecided-stops.ts";

const keys = Array.from({ length: 400 }, (_, n) => `fn-${String(n).padStart(3, "0")}`);
const graph = new ResourceGraph(
  keys.map((key) => sampleResource("compute", key)),
  [],
);
const answer = (stop: number, node: number) => ({
  reason: "denied" as const,
  call: `asked:${stop}`,
  permission: null,
  message: keys[node] ?? "",
});

/** Some nodes at two stops, in any order. */
function someUndecided(seed: number, count: number) {
  const random = randomFrom(seed);
  const stops = new UndecidedStops();
  const added = new Set<string>();
  while (added.size < count) {
    const [stop, node] = [random.below(2) * 3, random.below(keys.length)];
    if (!added.has(`${stop} ${node}`)) stops.add(stop, node);
    added.add(`${stop} ${node}`);
  }
  return { stops, added };
}

test("everything that could not be decided is told with what it rests on, in order, and found again", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { stops, added } = someUndecided(seed, seed * 7);
    const { undecided, undecidedCount, doubts } = tellUndecided(graph, [
      { pathId: "b", undecided: stops, answer },
      { pathId: "a", undecided: someUndecided(seed + 50, 3).stops, answer },
    ]);
    expect(undecidedCount).toBe(seed * 7 + 3);
    expect(undecided.map(({ pathId }) => pathId)).toEqual([
      "a",
      "a",
      "a",
      ...Array.from({ length: seed * 7 }, () => "b"),
    ]);
    const told = undecided
      .filter(({ pathId }) => pathId === "b")
      .map(({ resourceKey, unknown }) => `${unknown.call.slice(6)} ${keys.indexOf(resourceKey)}`);
    expect(new Set(told)).toEqual(added);
    for (const [node, key] of keys.entries())
      expect(doubts.has("b", key)).toBe(added.has(`0 ${node}`) || added.has(`3 ${node}`));
    expect(doubts.has("c", "fn-000") || doubts.has("b", "fn")).toBe(false);
  }
});

test("of very many the first at each stop are told and all are counted, however they came", () => {
  const { stops, added } = someUndecided(3, 300);
  const { undecided, undecidedCount } = tellUndecided(graph, [{ pathId: "a", undecided: stops, answer }], 40);
  const first = (stop: number) =>
    keys.flatMap((key, node) => (added.has(`${stop} ${node}`) ? `${stop} ${key}` : [])).slice(0, 20);
  expect(undecidedCount).toBe(300);
  expect(
    undecided.map(({ resourceKey, unknown }) => `${unknown.call.slice(6)} ${resourceKey}`).toSorted(),
  ).toEqual([...first(0), ...first(3)].toSorted());
});
