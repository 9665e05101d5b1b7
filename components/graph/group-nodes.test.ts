import { describe, expect, test } from "vitest";

import type { GraphEdge, GraphNode } from "#lib/contract/graph.ts";

import { groupNodes } from "./group-nodes.ts";

const node = (id: string, overrides: Partial<GraphNode> = {}): GraphNode => ({
  id,
  name: id,
  typeTitle: "S3 bucket",
  class: "data-store",
  layer: "data",
  worst: null,
  openCount: 0,
  role: null,
  ...overrides,
});
const edge = (from: string, to: string): GraphEdge => ({ from, to, kind: "can-read", reason: `${from} may` });
const many = (count: number, prefix: string, overrides: Partial<GraphNode> = {}) =>
  Array.from({ length: count }, (_, index) => node(`${prefix}${index}`, overrides));

describe("a graph within the limit", () => {
  test("is drawn as it is", () => {
    const drawn = groupNodes({ nodes: many(3, "b"), edges: [edge("b0", "b1")] }, 3);
    expect(drawn.nodes.map(({ id }) => id)).toEqual(["b0", "b1", "b2"]);
    expect(drawn.edges).toEqual([edge("b0", "b1")]);
  });
});

describe("a graph above the limit", () => {
  const role = node("role", { typeTitle: "IAM role", class: "identity", layer: "identity" });

  test("keeps every resource in some node, once", () => {
    const nodes = [...many(40, "b"), ...many(30, "f", { typeTitle: "Function", class: "compute" }), role];
    const members = groupNodes({ nodes, edges: [] }, 10).nodes.flatMap(({ memberIds }) => memberIds);
    expect(members.toSorted()).toEqual(nodes.map(({ id }) => id).toSorted());
  });

  test("groups what is quiet before what is loud", () => {
    const loud = many(5, "loud", { typeTitle: "Database", worst: "critical", openCount: 1 });
    const drawn = groupNodes({ nodes: [...many(5, "quiet"), ...loud], edges: [] }, 6);
    expect(drawn.nodes.filter(({ memberIds }) => memberIds.length > 1).map(({ name }) => name)).toEqual([
      "5 × S3 bucket",
    ]);
  });

  test("a group carries the worst severity and all that is open in it", () => {
    const nodes = [node("a", { worst: "low", openCount: 2 }), node("b", { worst: "high", openCount: 1 })];
    expect(groupNodes({ nodes, edges: [] }, 1).nodes).toMatchObject([{ worst: "high", openCount: 3 }]);
  });

  test("never hides an entry or a target", () => {
    const nodes = [node("a", { role: "entry" }), node("b", { role: "target" }), node("c"), node("d")];
    const ids = groupNodes({ nodes, edges: [] }, 2).nodes.map(({ id }) => id);
    expect(ids).toContain("a");
    expect(ids).toContain("b");
    expect(ids).toHaveLength(3);
  });

  test("edges lead to the group, once, without the reason of one member", () => {
    const nodes = [role, node("a"), node("b")];
    const drawn = groupNodes({ nodes, edges: [edge("role", "a"), edge("role", "b"), edge("a", "b")] }, 2);
    expect(drawn.edges).toEqual([
      { from: "role", to: "group:data:data-store:S3 bucket", kind: "can-read", reason: null },
    ]);
  });
});
