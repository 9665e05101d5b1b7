import fc from "fast-check";
import { expect, test } from "vitest";

import type { IssueDetail } from "#lib/contract/issues.ts";

import { edgeId } from "../graph/edge-id.ts";
import { sampleIssue } from "../testing/sample-issue.ts";
import { brokenEdges } from "./broken-edges.ts";

const [fix] = sampleIssue().fixes;
const [node] = sampleIssue().graph.nodes;

/** A path of so many steps, drawn whole, with a change for each of its resources. */
function pathOf(length: number): IssueDetail {
  const ids = Array.from({ length }, (_, n) => `n${n}`);
  return sampleIssue({
    steps: ids.map((id) => ({ resourceKey: `key of ${id}`, name: id, next: null })),
    graph: {
      nodes: ids.flatMap((id) => (node ? [{ ...node, id, name: id }] : [])),
      edges: ids.slice(1).map((to, n) => ({ from: `n${n}`, to, kind: "reads", reason: null })),
    },
    fixes: ids.flatMap((id) => (fix ? [{ ...fix, id: `fix ${id}`, resourceKey: `key of ${id}` }] : [])),
  });
}
const anyPath = fc.integer({ min: 2, max: 12 }).map(pathOf);
const anyChoice = fc.array(fc.nat(11), { maxLength: 12 });
const chosen = (issue: IssueDetail, places: readonly number[]) =>
  new Set(places.flatMap((place) => issue.fixes[place]?.id ?? []));
const settings = { seed: 11, numRuns: 200 };

test("a change cuts every edge at its resource, and only those", () => {
  fc.assert(
    fc.property(anyPath, anyChoice, (issue, places) => {
      const broken = brokenEdges(issue, chosen(issue, places));
      for (const edge of issue.graph.edges) {
        const touches = places.some((place) => [edge.from, edge.to].includes(`n${place}`));
        expect([edgeId(edge), broken.has(edgeId(edge))]).toEqual([edgeId(edge), touches]);
      }
    }),
    settings,
  );
});

test("choosing more never mends what is cut already", () => {
  fc.assert(
    fc.property(anyPath, anyChoice, anyChoice, (issue, some, more) => {
      const before = brokenEdges(issue, chosen(issue, some));
      const after = brokenEdges(issue, chosen(issue, [...some, ...more]));
      expect([...before].filter((id) => !after.has(id))).toEqual([]);
    }),
    settings,
  );
});

test("two changes together cut what each cuts alone", () => {
  fc.assert(
    fc.property(anyPath, fc.nat(11), fc.nat(11), (issue, first, second) => {
      const together = brokenEdges(issue, chosen(issue, [first, second]));
      const apart = [first, second].flatMap((place) => [...brokenEdges(issue, chosen(issue, [place]))]);
      expect([...together].toSorted()).toEqual([...new Set(apart)].toSorted());
    }),
    settings,
  );
});

test("any change on a path of two or more cuts it somewhere", () => {
  fc.assert(
    fc.property(anyPath, fc.nat(11), (issue, place) => {
      const choice = chosen(issue, [place]);
      expect(brokenEdges(issue, choice).size > 0).toBe(choice.size > 0);
    }),
    settings,
  );
});

test("a change that is not this issue's cuts nothing", () => {
  expect(brokenEdges(pathOf(5), new Set(["somebody else's"])).size).toBe(0);
});
