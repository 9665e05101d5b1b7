import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { GraphEdge, GraphNode } from "#lib/contract/graph.ts";
import { layers } from "#lib/domain/layer.ts";
import { severities } from "#lib/domain/severity.ts";

import { edgeId } from "./edge-id.ts";
import { groupNodes } from "./group-nodes.ts";
import { travel, type TravelKey } from "./travel.ts";

const settings = { seed: 20_260_310, numRuns: 200 };
const types = ["S3 bucket", "Function", "IAM role", "Agent"];

const anyGraph = fc
  .record({
    nodes: fc.array(
      fc.record({
        typeTitle: fc.constantFrom(...types),
        layer: fc.constantFrom(...layers),
        worst: fc.option(fc.constantFrom(...severities), { nil: null }),
        openCount: fc.integer({ min: 0, max: 9 }),
        role: fc.constantFrom<GraphNode["role"]>(null, null, null, "entry", "target"),
      }),
      { minLength: 1, maxLength: 40 },
    ),
    pairs: fc.array(fc.tuple(fc.nat(39), fc.nat(39), fc.constantFrom("reads", "invokes")), { maxLength: 60 }),
  })
  .map(({ nodes, pairs }) => ({
    nodes: nodes.map((node, n): GraphNode => ({ ...node, id: `n${n}`, name: `node ${n}`, class: "compute" })),
    edges: pairs
      .filter(([from, to]) => from < nodes.length && to < nodes.length)
      .map(([from, to, kind]): GraphEdge => ({ from: `n${from}`, to: `n${to}`, kind, reason: null })),
  }));

describe("grouping, whatever the graph and the limit", () => {
  const anyLimit = fc.integer({ min: 1, max: 45 });

  test("puts every resource in exactly one node, under the type and layer it has", () => {
    fc.assert(
      fc.property(anyGraph, anyLimit, (graph, limit) => {
        const drawn = groupNodes(graph, limit);
        const members = drawn.nodes.flatMap(({ memberIds }) => memberIds);
        expect(members.toSorted()).toEqual(graph.nodes.map(({ id }) => id).toSorted());
        for (const { memberIds, typeTitle, layer } of drawn.nodes)
          for (const id of memberIds)
            expect(graph.nodes.find((node) => node.id === id)).toMatchObject({ typeTitle, layer });
      }),
      settings,
    );
  });

  test("loses no finding and makes none up", () => {
    const open = (nodes: readonly Pick<GraphNode, "openCount">[]) =>
      nodes.reduce((sum, { openCount }) => sum + openCount, 0);
    fc.assert(
      fc.property(anyGraph, anyLimit, (graph, limit) => {
        expect(open(groupNodes(graph, limit).nodes)).toBe(open(graph.nodes));
      }),
      settings,
    );
  });

  test("keeps the worst severity in sight", () => {
    const worst = (nodes: readonly Pick<GraphNode, "worst">[]) =>
      severities.find((severity) => nodes.some((node) => node.worst === severity)) ?? null;
    fc.assert(
      fc.property(anyGraph, anyLimit, (graph, limit) => {
        expect(worst(groupNodes(graph, limit).nodes)).toBe(worst(graph.nodes));
      }),
      settings,
    );
  });

  test("every edge stands between nodes that are drawn, and none is there twice", () => {
    fc.assert(
      fc.property(anyGraph, anyLimit, (graph, limit) => {
        const unique = [...new Map(graph.edges.map((edge) => [edgeId(edge), edge])).values()];
        const { nodes, edges } = groupNodes({ ...graph, edges: unique }, limit);
        const drawn = new Set(nodes.map(({ id }) => id));
        for (const { from, to } of edges) expect([drawn.has(from), drawn.has(to)]).toEqual([true, true]);
        expect(new Set(edges.map(edgeId)).size).toBe(edges.length);
      }),
      settings,
    );
  });

  test("what could be reached from an entry still can be", () => {
    const reached = (edges: readonly GraphEdge[], start: string) => {
      const seen = new Set([start]);
      for (const at of seen) for (const { from, to } of edges) if (from === at) seen.add(to);
      return seen;
    };
    fc.assert(
      fc.property(anyGraph, anyLimit, (graph, limit) => {
        const drawn = groupNodes(graph, limit);
        const nodeOf = new Map(
          drawn.nodes.flatMap(({ id, memberIds }) => memberIds.map((member) => [member, id])),
        );
        for (const { id } of graph.nodes.filter(({ role }) => role === "entry"))
          for (const target of reached(graph.edges, id))
            expect(reached(drawn.edges, nodeOf.get(id) ?? "")).toContain(nodeOf.get(target));
      }),
      settings,
    );
  });

  test("entries and targets stand alone", () => {
    fc.assert(
      fc.property(anyGraph, anyLimit, (graph, limit) => {
        const drawn = new Map(groupNodes(graph, limit).nodes.map((node) => [node.id, node]));
        for (const { id, role } of graph.nodes)
          expect(role === null || drawn.get(id)?.memberIds.length === 1).toBe(true);
      }),
      settings,
    );
  });

  test("the same graph is drawn the same way twice", () => {
    fc.assert(
      fc.property(anyGraph, anyLimit, (graph, limit) => {
        expect(groupNodes(graph, limit)).toEqual(groupNodes(graph, limit));
      }),
      settings,
    );
  });
});

describe("many resources", () => {
  const bucket = (n: number): GraphNode => ({
    id: `b${n}`,
    name: `bucket ${n}`,
    typeTitle: "S3 bucket",
    class: "data-store",
    layer: "data",
    worst: null,
    openCount: 0,
    role: null,
  });
  const role: GraphNode = {
    ...bucket(0),
    id: "role",
    name: "role",
    typeTitle: "IAM role",
    layer: "identity",
  };

  test("of one kind become one node that says how many, and one edge", () => {
    const nodes = [role, ...Array.from({ length: 5000 }, (_, n) => bucket(n))];
    const edges = nodes
      .slice(1)
      .map(({ id }): GraphEdge => ({ from: "role", to: id, kind: "can-read", reason: id }));
    const drawn = groupNodes({ nodes, edges }, 200);
    expect(drawn.nodes.map(({ name, memberIds }) => [name, memberIds.length])).toEqual([
      ["role", 1],
      ["5000 × S3 bucket", 5000],
    ]);
    expect(drawn.edges).toEqual([
      { from: "role", to: "group:data:data-store:S3 bucket", kind: "can-read", reason: null },
    ]);
  });

  test("each of a kind of its own are all drawn: nothing is hidden to keep a limit", () => {
    const nodes = Array.from({ length: 300 }, (_, n) => ({ ...bucket(n), typeTitle: `Type ${n}` }));
    expect(groupNodes({ nodes, edges: [] }, 200).nodes).toHaveLength(300);
  });

  test("of one type in two layers are two groups", () => {
    const nodes = Array.from({ length: 8 }, (_, n) => ({
      ...bucket(n),
      layer: n % 2 === 0 ? ("data" as const) : ("model" as const),
    }));
    expect(groupNodes({ nodes, edges: [] }, 2).nodes.map(({ name, layer }) => [name, layer])).toEqual([
      ["4 × S3 bucket", "data"],
      ["4 × S3 bucket", "model"],
    ]);
  });

  test.each([
    [4, ["4 × S3 bucket", "role"]],
    [5, ["bucket 0", "bucket 1", "bucket 2", "bucket 3", "role"]],
  ])("a limit of %i groups no more than it must", (limit, names) => {
    const nodes = [...Array.from({ length: 4 }, (_, n) => bucket(n)), role];
    expect(
      groupNodes({ nodes, edges: [] }, limit)
        .nodes.map(({ name }) => name)
        .toSorted(),
    ).toEqual(names.toSorted());
  });
});

describe("travelling, whatever stands where", () => {
  const keys: TravelKey[] = ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"];
  const anyPlaces = fc.array(
    fc.record({ x: fc.integer({ min: 0, max: 9 }), y: fc.integer({ min: 0, max: 9 }) }),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  const anyPairs = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 20 });
  const world = (
    places: readonly { x: number; y: number }[],
    pairs: readonly (readonly [number, number])[],
  ) => ({
    points: places.map((place, n) => ({ ...place, id: `n${n}` })),
    edges: pairs.map(([from, to]): GraphEdge => ({
      from: `n${from}`,
      to: `n${to}`,
      kind: "reads",
      reason: null,
    })),
  });

  test("a step leads to another node that is drawn, or nowhere", () => {
    fc.assert(
      fc.property(anyPlaces, anyPairs, fc.constantFrom(...keys), (places, pairs, key) => {
        const { points, edges } = world(places, pairs);
        const next = travel("n0", key, points, edges);
        expect(next === null || (next !== "n0" && points.some(({ id }) => id === next))).toBe(true);
      }),
      settings,
    );
  });

  test("right goes along an edge and left against one, never without", () => {
    fc.assert(
      fc.property(anyPlaces, anyPairs, (places, pairs) => {
        const { points, edges } = world(places, pairs);
        const right = travel("n0", "ArrowRight", points, edges);
        const left = travel("n0", "ArrowLeft", points, edges);
        expect(right === null || edges.some(({ from, to }) => from === "n0" && to === right)).toBe(true);
        expect(left === null || edges.some(({ from, to }) => to === "n0" && from === left)).toBe(true);
      }),
      settings,
    );
  });

  test("up and down really go up and down, and reach every height", () => {
    fc.assert(
      fc.property(anyPlaces, (places) => {
        const { points } = world(places, []);
        const yOf = new Map(points.map(({ id, y }) => [id, y]));
        const here = yOf.get("n0") ?? 0;
        const down = travel("n0", "ArrowDown", points, []);
        const up = travel("n0", "ArrowUp", points, []);
        expect(down === null ? here : (yOf.get(down) ?? 0)).toBeGreaterThanOrEqual(here);
        expect(down === null).toBe(Math.max(...yOf.values()) === here);
        expect(up === null ? here : (yOf.get(up) ?? 0)).toBeLessThanOrEqual(here);
        expect(up === null).toBe(Math.min(...yOf.values()) === here);
      }),
      settings,
    );
  });
});
