import { describe, expect, test } from "vitest";

import type { GraphEdge, GraphNode } from "#lib/contract/graph.ts";

import { foldedWords, groupNodes } from "./group-nodes.ts";

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

describe("groups that a reader chooses and opens", () => {
  const nodes = [
    ...many(4, "a", { account: "one" }),
    ...many(4, "b", { account: "two" }),
    ...many(3, "f", { typeTitle: "Firehose", account: "one" }),
  ];
  const names = (options: Parameters<typeof groupNodes>[2]) =>
    groupNodes({ nodes, edges: [] }, 1, options).nodes.map(({ name }) => name);

  test("are of one type, of one class, or of one type in one account", () => {
    expect(names({ by: "type" })).toEqual(["8 × S3 bucket", "3 × Firehose"]);
    expect(names({ by: "class" })).toEqual(["11 × data store"]);
    expect(names({ by: "account" })).toEqual([
      "4 × S3 bucket in one",
      "4 × S3 bucket in two",
      "3 × Firehose in one",
    ]);
  });

  test("show the worst of their members by themselves and count the others", () => {
    const loud = node("loud", { worst: "critical", openCount: 1 });
    const drawn = groupNodes({ nodes: [...many(6, "a"), loud], edges: [] }, 1, {
      opened: new Map([["group:data:data-store:S3 bucket", 2]]),
    });
    expect(drawn.nodes.map(({ name }) => name)).toEqual(["a0", "loud", "5 × S3 bucket"]);
    expect(foldedWords(drawn)).toBe("5 of them folded into one group");
  });

  test("that are opened altogether are no group any more", () => {
    const drawn = groupNodes({ nodes: many(6, "a"), edges: [] }, 1, {
      opened: new Map([["group:data:data-store:S3 bucket", 5]]),
    });
    expect(drawn.nodes).toHaveLength(6);
    expect(foldedWords(drawn)).toBeNull();
  });

  test("are reached by lines as sure as the surest they stand for", () => {
    const role = node("role", { typeTitle: "IAM role" });
    const lines = (...bases: (GraphEdge["basis"] | "collected")[]) =>
      groupNodes(
        {
          nodes: [role, ...many(bases.length, "a")],
          edges: bases.map((basis, index): GraphEdge => ({
            ...edge("role", `a${index}`),
            ...(basis === "collected" || !basis ? {} : { basis }),
          })),
        },
        1,
      ).edges.map(({ basis }) => basis ?? "collected");
    expect(lines("maybe", "maybe")).toEqual(["maybe"]);
    expect(lines("maybe", "derived")).toEqual(["derived"]);
    expect(lines("derived", "collected", "maybe")).toEqual(["collected"]);
  });
});
