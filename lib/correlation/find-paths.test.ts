import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { at, defineAttackPath, into, maybe, out, over, type AttackPath } from "#lib/domain/attack-path.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship, RelationshipKind } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

import { findPaths } from "./find-paths.ts";

const classes = ["compute", "identity", "data-store", "agent"] as const;
const kinds: readonly RelationshipKind[] = ["invokes", "runs-as", "can-read"];

const shape = (spec: Pick<AttackPath, "from" | "hops"> & Partial<AttackPath>): AttackPath =>
  defineAttackPath({
    id: "shape",
    title: "shape",
    severity: "high",
    layers: [],
    story: "",
    fixes: [],
    atlas: [],
    owasp: [],
    examples: () => [],
    ...spec,
  });

const shapes: readonly AttackPath[] = [
  shape({
    from: at("compute"),
    hops: [over(out("runs-as"), at("identity")), over(out("can-read"), at("data-store"))],
  }),
  shape({
    from: at("compute"),
    hops: [
      over(out("invokes"), at(["compute", "agent"]), { max: 3, between: ["compute"] }),
      maybe(out("runs-as"), at(["agent", "identity"])),
    ],
  }),
  shape({
    from: at("identity"),
    hops: [
      over(out("can-read"), at("data-store")),
      over([...into("invokes"), ...into("can-read")], at(["agent", "identity"]), { max: 2 }),
    ],
    identity: { start: 1, end: 2 },
  }),
];

const graphs = fc
  .record({
    nodeClasses: fc.array(fc.constantFrom(...classes), { minLength: 1, maxLength: 7 }),
    edges: fc.array(fc.tuple(fc.nat(6), fc.constantFrom(...kinds), fc.nat(6)), { maxLength: 16 }),
  })
  .map(({ nodeClasses, edges }) => {
    const resources = nodeClasses.map((nodeClass, index) => sampleResource(nodeClass, `n${index}`));
    const relationships: Relationship[] = edges
      .filter(([from, , to]) => from !== to && from < resources.length && to < resources.length)
      .map(([from, kind, to]) => ({ from: `n${from}`, kind, to: `n${to}` }));
    return { resources, relationships };
  });

/** Every walk of the shape, by trying everything: the pair of identifying keys of each. */
function byBruteForce(
  spec: AttackPath,
  resources: readonly Resource[],
  edges: readonly Relationship[],
): string[] {
  const graph = new ResourceGraph(resources, edges);
  const admits = (stop: number, resource: Resource) =>
    (stop === 0 ? spec.from : spec.hops[stop - 1]?.to)?.admits(resource, graph) ?? false;
  const byKey = new Map(resources.map((resource) => [resource.key, resource]));
  const stepsFrom = (key: string, hop: number) =>
    edges.flatMap(({ from, kind, to }) =>
      (spec.hops[hop]?.over ?? []).flatMap((step) => {
        if (step.kind !== kind) return [];
        if (step.direction === "out") return from === key ? [to] : [];
        return to === key ? [from] : [];
      }),
    );
  const found = new Set<string>();
  const walk = (key: string, hop: number, walked: number, stops: readonly string[]): void => {
    const next = spec.hops[hop];
    if (!next) {
      found.add(`${stops[spec.identity.start]} ${stops[spec.identity.end]}`);
      return;
    }
    const here = byKey.get(key);
    if (walked === 0 && next.min === 0 && here && admits(hop + 1, here))
      walk(key, hop + 1, 0, [...stops, key]);
    for (const to of stepsFrom(key, hop)) {
      const resource = byKey.get(to);
      if (!resource) continue;
      if (admits(hop + 1, resource)) walk(to, hop + 1, 0, [...stops, to]);
      const passes =
        next.between === null || [...next.between].some((one) => at(one).admits(resource, graph));
      if (walked + 1 < next.max && passes) walk(to, hop, walked + 1, stops);
    }
  };
  for (const resource of resources) if (admits(0, resource)) walk(resource.key, 0, 0, [resource.key]);
  return [...found].toSorted();
}

describe("findPaths", () => {
  test.each(shapes.map((spec, index) => [index, spec] as const))(
    "shape %i: finds what trying everything finds, once each",
    (_, spec) => {
      fc.assert(
        fc.property(graphs, ({ resources, relationships }) => {
          const { paths } = findPaths(new ResourceGraph(resources, relationships), [spec]);
          const pairs = paths.map(({ startKey, endKey }) => `${startKey} ${endKey}`);
          expect(pairs.toSorted()).toEqual(byBruteForce(spec, resources, relationships));
        }),
        { numRuns: 600 },
      );
    },
  );

  test.each(shapes.map((spec, index) => [index, spec] as const))(
    "shape %i: every path walks along edges that exist",
    (_, spec) => {
      fc.assert(
        fc.property(graphs, ({ resources, relationships }) => {
          for (const path of findPaths(new ResourceGraph(resources, relationships), [spec]).paths) {
            expect(path.edges).toHaveLength(path.keys.length - 1);
            for (const [index, { against, from, kind, to }] of path.edges.entries()) {
              const ends = [path.keys[index], path.keys[index + 1]];
              expect(against ? [to, from] : [from, to]).toEqual(ends);
              expect(relationships).toContainEqual({ from, kind, to });
            }
            expect(path.keys[path.stops[spec.identity.start] ?? -1]).toBe(path.startKey);
            expect(path.keys[path.stops[spec.identity.end] ?? -1]).toBe(path.endKey);
          }
        }),
        { numRuns: 600 },
      );
    },
  );

  test("the order of resources and relationships changes nothing", () => {
    const spec = shapes[2];
    if (!spec) throw new Error("No shape");
    fc.assert(
      fc.property(graphs, ({ resources, relationships }) => {
        const pairs = (graph: ResourceGraph) =>
          findPaths(graph, [spec])
            .paths.map(({ startKey, endKey }) => `${startKey} ${endKey}`)
            .toSorted();
        expect(pairs(new ResourceGraph(resources.toReversed(), relationships.toReversed()))).toEqual(
          pairs(new ResourceGraph(resources, relationships)),
        );
      }),
    );
  });

  test("an estate-wide grant is walked as the edges it stands for", () => {
    const [spec] = shapes;
    if (!spec) throw new Error("No shape");
    const resources = [
      sampleResource("compute", "fn"),
      sampleResource("identity", "admin"),
      sampleResource("data-store", "store"),
    ];
    const graph = new ResourceGraph(resources, [{ from: "fn", kind: "runs-as", to: "admin" }]);
    const estateGrants = [
      {
        identityKey: "admin",
        kind: "can-read" as const,
        reason: "policy Admin",
        extent: "*",
        reaches: ({ key }: Resource) => key === "store",
      },
    ];
    const [path] = findPaths(graph, [spec], { estateGrants }).paths;
    expect(path?.keys).toEqual(["fn", "admin", "store"]);
    expect(path?.edges[1]).toMatchObject({ kind: "can-read", reason: "policy Admin", against: false });
  });

  test("what a stop reads but nobody collected is undecided, never a path", () => {
    const unknown = { reason: "denied", call: "lambda:GetPolicy", permission: null, message: "no" } as const;
    const fn = sampleResource("compute", "fn", {}, { unknown: { "facets.publicNetwork": unknown } });
    const open = shape({
      from: at("compute", ({ facets }) => facets.publicNetwork),
      hops: [over(out("runs-as"), at("identity"))],
    });
    const graph = new ResourceGraph(
      [fn, sampleResource("identity", "role")],
      [{ from: "fn", kind: "runs-as", to: "role" }],
    );
    expect(findPaths(graph, [open])).toMatchObject({
      paths: [],
      undecided: [{ resourceKey: "fn", unknown }],
    });
  });

  test("what exceeds the limit is said", () => {
    const [spec] = shapes;
    if (!spec) throw new Error("No shape");
    const stores = Array.from({ length: 5 }, (_, index) => sampleResource("data-store", `s${index}`));
    const graph = new ResourceGraph(
      [sampleResource("compute", "fn"), sampleResource("identity", "role"), ...stores],
      [
        { from: "fn", kind: "runs-as", to: "role" },
        ...stores.map(({ key }) => ({ from: "role", kind: "can-read" as const, to: key })),
      ],
    );
    const search = findPaths(graph, [spec], { maxPerShape: 3 });
    expect(search.paths).toHaveLength(3);
    expect(search.truncated).toEqual([{ pathId: "shape", limit: 3 }]);
  });

  test("a path that a fuller one contains is told once", () => {
    const short = shape({ id: "short", from: at("compute"), hops: [over(out("runs-as"), at("identity"))] });
    const full = shape({
      ...shapes[0],
      id: "full",
      from: at("compute"),
      hops: shapes[0]?.hops ?? [],
      covers: ["short"],
    });
    const graph = new ResourceGraph(
      [
        sampleResource("compute", "fn"),
        sampleResource("compute", "other"),
        sampleResource("identity", "role"),
        sampleResource("data-store", "store"),
        sampleResource("identity", "none"),
      ],
      [
        { from: "fn", kind: "runs-as", to: "role" },
        { from: "role", kind: "can-read", to: "store" },
        { from: "other", kind: "runs-as", to: "none" },
      ],
    );
    const told = findPaths(graph, [short, full]).paths.map(({ pathId, startKey }) => `${pathId} ${startKey}`);
    expect(told).toEqual(["short other", "full fn"]);
  });
});
