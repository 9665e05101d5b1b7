import { expect, test } from "vitest";

import { at, defineAttackPath, out, over } from "#lib/domain/attack-path.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

import { findPaths } from "./find-paths.ts";
import { searchOrganization } from "./search-organization.ts";

let asked = 0;
const stories = [
  defineAttackPath({
    id: "counted",
    title: "",
    severity: "low",
    layers: [],
    story: "",
    fixes: [],
    atlas: [],
    owasp: [],
    examples: () => [],
    from: at("compute", () => {
      asked++;
      return true;
    }),
    hops: [over(out("runs-as"), at("identity")), over(out("can-read"), at("data-store"))],
  }),
];

const count = 1000;
const three = (n: number) => [
  sampleResource("compute", `fn-${n}`),
  sampleResource("identity", `role-${n}`),
  sampleResource("data-store", `store-${n}`),
];
const joined = (n: number): Relationship[] => [
  { from: `fn-${n}`, kind: "runs-as", to: `role-${n}` },
  { from: `role-${n}`, kind: "can-read", to: `store-${n}` },
];
const numbers = Array.from({ length: count }, (_, n) => n);
const resources = numbers.flatMap(three);
const relationships = numbers.flatMap(joined);
const hashes = new Map(resources.map(({ key }) => [key, "as it was"]));

/** How many paths there are and how often the condition was asked for them. */
function searched(organizationId: string, edges: readonly Relationship[], records = hashes) {
  const graph = new ResourceGraph(resources, edges);
  asked = 0;
  const search = searchOrganization(organizationId, graph, stories, [], records);
  const times = asked;
  expect(JSON.stringify(search)).toBe(JSON.stringify(findPaths(graph, stories)));
  return [search.paths.length, times];
}

test("the first search is of everything, one after a small change of what that can have touched", () => {
  expect(searched("one", relationships)).toEqual([count, count]);
  expect(searched("one", relationships)).toEqual([count, 0]);
  expect(searched("one", relationships.slice(2))).toEqual([count - 1, 1]);
  expect(
    searched("one", [...relationships.slice(2), { from: "fn-0", kind: "runs-as", to: "role-7" }]),
  ).toEqual([count, 2]);
  expect(searched("one", relationships, new Map([...hashes, ["store-3", "changed"]]))[1]).toBeLessThan(10);
});

test("after a large change everything is searched", () => {
  expect(searched("two", relationships)).toEqual([count, count]);
  expect(searched("two", relationships.slice(1000))).toEqual([count - 500, count - 500]);
});

test("what is remembered of one organization serves no other, and only the last few are", () => {
  for (const name of ["a", "b", "c", "d", "e"]) expect(searched(name, relationships)[1]).toBe(count);
  expect(searched("e", relationships)[1]).toBe(0);
  expect(searched("a", relationships)[1]).toBe(count);
});
