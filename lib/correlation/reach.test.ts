import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { pathsGuided, reach, toRows, unreached } from "./reach.ts";

const graphs = fc.record({
  nodeCount: fc.integer({ min: 1, max: 12 }),
  edges: fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 30 }),
  targets: fc.array(fc.nat(11), { maxLength: 3 }),
});
type Graph = typeof graphs extends fc.Arbitrary<infer T> ? T : never;

function prepared({ nodeCount, edges, targets }: Graph) {
  const inside = edges.filter(([from, to]) => from < nodeCount && to < nodeCount);
  const from = Int32Array.from(inside, ([node]) => node);
  const to = Int32Array.from(inside, ([, node]) => node);
  return {
    inside,
    forward: toRows(nodeCount, from, to),
    reversed: toRows(nodeCount, to, from),
    targets: targets.filter((node) => node < nodeCount),
  };
}

/** Relaxing every edge until nothing changes. */
function slowly(
  nodeCount: number,
  edges: readonly (readonly [number, number])[],
  targets: readonly number[],
) {
  const distance = Array.from({ length: nodeCount }, (_, node) => (targets.includes(node) ? 0 : Infinity));
  for (let round = 0; round < nodeCount; round++)
    for (const [from, to] of edges)
      distance[from] = Math.min(distance[from] ?? Infinity, (distance[to] ?? Infinity) + 1);
  return distance.map((value) => (value === Infinity ? unreached : value));
}

describe("reach", () => {
  test("is the length of the shortest walk to a target", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const { inside, reversed, targets } = prepared(graph);
        expect([...reach(reversed, graph.nodeCount, targets)]).toEqual(
          slowly(graph.nodeCount, inside, targets),
        );
      }),
    );
  });

  test("goes no deeper than it is told", () => {
    const rows = toRows(4, Int32Array.of(1, 2, 3), Int32Array.of(0, 1, 2));
    const reversed = toRows(4, Int32Array.of(0, 1, 2), Int32Array.of(1, 2, 3));
    expect([...reach(reversed, 4, [0], 2)]).toEqual([0, 1, 2, unreached]);
    expect(pathsGuided(rows, reach(reversed, 4, [0], 2), 3, { maxDepth: 5, limit: 5 })).toEqual([]);
  });

  test("guided paths are simple, end at a target, and are cut at the limit", () => {
    fc.assert(
      fc.property(graphs, fc.integer({ min: 1, max: 4 }), (graph, limit) => {
        const { inside, forward, reversed, targets } = prepared(graph);
        const distance = reach(reversed, graph.nodeCount, targets);
        const paths = pathsGuided(forward, distance, 0, { maxDepth: 6, limit });
        expect(paths.length).toBeLessThanOrEqual(limit);
        expect(paths.length > 0).toBe((distance[0] ?? unreached) <= 6);
        for (const path of paths) {
          expect(new Set(path).size).toBe(path.length);
          expect(targets).toContain(path.at(-1));
          for (const [index, node] of path.slice(1).entries())
            expect(inside).toContainEqual([path[index], node]);
        }
      }),
    );
  });
});
