import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { defineClassCheck, fail, pass, type Check } from "#lib/domain/check.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship, RelationshipKind } from "#lib/domain/relationship.ts";
import { isOfClass, type Resource } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { dirtyResources, followDepthMax } from "./dirty-set.ts";

const follows = (...kinds: RelationshipKind[]): Check =>
  defineClassCheck({
    id: "test/check",
    title: "x",
    severity: "low",
    layer: "data",
    function: "protect",
    risk: "",
    remediation: { summary: "", cli: "", terraform: "", console: [] },
    references: [],
    appliesToClass: "data-store",
    follows: kinds,
    // Looks as far as a check may, over what it says it follows.
    evaluate: ({ key }, graph) => {
      const seen = [key];
      for (let depth = 0; depth < followDepthMax; depth++)
        seen.push(...seen.flatMap((at) => kinds.flatMap((kind) => graph.follow(at, kind).map((r) => r.key))));
      const open = seen.find((at) => {
        const resource = graph.get(at);
        return resource && isOfClass(resource, "data-store") && resource.facets.publicRead;
      });
      return open === undefined ? pass : fail(`${open} is open`, { open });
    },
    examples: { pass: [], fail: [] },
  });
const check = follows("logs-to", "ingests");
const keys = ["a", "b", "c", "d", "e", "f"];
const store = (key: string, publicRead = false): Resource =>
  sampleResource("data-store", key, { publicRead });
const dirtyKeys = (relationships: Relationship[], changed: string[], present = keys, checks = [check]) =>
  dirtyResources(
    checks,
    new ResourceGraph(
      present.map((key) => store(key)),
      relationships,
    ),
    new Set(changed),
  )
    .map(({ key }) => key)
    .toSorted();
const chain = (kind: RelationshipKind): Relationship[] =>
  keys.slice(1).map((to, index) => ({ from: keys[index] ?? "", kind, to }));

describe("what a change may concern", () => {
  test("is the resource itself, where no check follows an edge to it", () => {
    expect(dirtyKeys(chain("invokes"), ["c"])).toEqual(["c"]);
    expect(dirtyKeys(chain("logs-to"), ["c"], keys, [follows()])).toEqual(["c"]);
  });

  test("goes as far as a check may look, against and along the edges, and no further", () => {
    expect(dirtyKeys(chain("logs-to"), ["f"])).toEqual(["c", "d", "e", "f"]);
    expect(dirtyKeys(chain("logs-to"), ["a"])).toEqual(["a", "b", "c", "d"]);
  });

  test("ends where the checks say that they look no further", () => {
    const near = { ...check, followDepth: 1 as const };
    expect(dirtyKeys(chain("logs-to"), ["c"], keys, [near])).toEqual(["b", "c", "d"]);
    const mixed = [near, { ...follows("ingests"), followDepth: 2 as const }];
    expect(dirtyKeys(chain("ingests"), ["f"], keys, mixed)).toEqual(["d", "e", "f"]);
  });

  test("is not reached over edges that only different checks follow", () => {
    const relationships: Relationship[] = [
      { from: "a", kind: "logs-to", to: "b" },
      { from: "b", kind: "ingests", to: "c" },
    ];
    expect(dirtyKeys(relationships, ["c"])).toEqual(["a", "b", "c"]);
    expect(dirtyKeys(relationships, ["c"], keys, [follows("logs-to"), follows("ingests")])).toEqual([
      "b",
      "c",
    ]);
  });

  test("is no resource whose own checks follow nothing to it, though one beyond it is", () => {
    const graph = new ResourceGraph(
      [store("a"), sampleResource("identity", "role"), store("c")],
      [
        { from: "a", kind: "ingests", to: "role" },
        { from: "role", kind: "ingests", to: "c" },
      ],
    );
    const dirty = dirtyResources([check], graph, new Set(["c"]));
    expect(dirty.map(({ key }) => key).toSorted()).toEqual(["a", "c"]);
  });

  test("of a thing that is gone is whoever was related to it, on either side", () => {
    const related: Relationship[] = [
      { from: "a", kind: "logs-to", to: "gone" },
      { from: "gone", kind: "ingests", to: "b" },
    ];
    expect(dirtyKeys(related, ["gone"], ["a", "b", "c"])).toEqual(["a", "b"]);
  });

  test("is its account too, and no other; of a thing that is gone any account", () => {
    const account = (key: string, id: string) => sampleResource("account", key, {}, { account: id });
    const graph = new ResourceGraph(
      [store("a"), account("mine", "111122223333"), account("other", "999900001111")],
      [],
    );
    const dirty = (key: string) =>
      dirtyResources([check], graph, new Set([key])).map((resource) => resource.key);
    expect(dirty("a").toSorted()).toEqual(["a", "mine"]);
    expect(dirty("gone").toSorted()).toEqual(["mine", "other"]);
  });

  test("of nothing is nothing", () => {
    expect(dirtyKeys(chain("logs-to"), [])).toEqual([]);
  });
});

test("whose outcome differs after any change is always among them", () => {
  const edge = fc.record({
    from: fc.constantFrom(...keys),
    kind: fc.constantFrom<RelationshipKind>("logs-to", "ingests", "invokes"),
    to: fc.constantFrom(...keys),
  });
  const estate = fc.dictionary(fc.constantFrom(...keys), fc.boolean(), { noNullPrototype: true });
  fc.assert(
    fc.property(estate, estate, fc.array(edge, { maxLength: 10 }), (before, after, relationships) => {
      const outcomes = (open: Record<string, boolean>) => {
        const graph = new ResourceGraph(
          Object.entries(open).map(([key, isOpen]) => store(key, isOpen)),
          relationships,
        );
        return {
          graph,
          of: (key: string) => JSON.stringify(graph.get(key) && check.evaluate(store(key), graph)),
        };
      };
      const [was, is] = [outcomes(before), outcomes(after)];
      const changed = new Set(keys.filter((key) => before[key] !== after[key]));
      const dirty = new Set(dirtyResources([check], is.graph, changed).map(({ key }) => key));
      const differing = Object.keys(after).filter((key) => was.of(key) !== is.of(key));
      expect([...dirty]).toEqual(expect.arrayContaining(differing));
    }),
    { numRuns: 300 },
  );
});
