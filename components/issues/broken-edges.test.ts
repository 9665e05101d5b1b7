import { describe, expect, test } from "vitest";

import type { GraphNode } from "#lib/contract/graph.ts";

import { brokenEdges } from "./broken-edges.ts";

const node = (id: string, name: string): GraphNode => ({
  id,
  name,
  typeTitle: "",
  class: "compute",
  layer: "api",
  worst: null,
  openCount: 0,
  role: null,
});
const edge = (from: string, to: string) => ({ from, to, kind: "invokes", reason: null });
const step = (resourceKey: string, name: string) => ({ resourceKey, name, next: null });
const fix = (id: string, resourceKey: string) => ({
  id,
  aspect: "",
  resourceKey,
  resourceName: "",
  change: "",
  effort: "low" as const,
  checkIds: [],
  breaks: [],
  brokenScore: 0,
});

const issue = {
  graph: {
    nodes: [node("1", "api"), node("2", "function"), node("3", "bucket")],
    edges: [edge("1", "2"), edge("2", "3")],
  },
  steps: [step("arn:api", "api"), step("arn:function", "function"), step("arn:bucket", "bucket")],
  fixes: [fix("close-api", "arn:api"), fix("other", "arn:elsewhere")],
};

describe("brokenEdges", () => {
  test("are the edges at the resource that is changed, and no others", () => {
    expect([...brokenEdges(issue, new Set(["close-api"]))]).toEqual(["1 invokes 2"]);
  });

  test("do not touch another resource of the same name", () => {
    const twins = {
      ...issue,
      graph: {
        nodes: [node("1", "claims"), node("2", "function"), node("3", "claims")],
        edges: issue.graph.edges,
      },
      steps: [step("arn:api", "claims"), step("arn:function", "function"), step("arn:bucket", "claims")],
    };
    expect([...brokenEdges(twins, new Set(["close-api"]))]).toEqual(["1 invokes 2"]);
  });

  test("are still found by name once a resource of the path is gone", () => {
    const shorter = {
      ...issue,
      graph: { nodes: issue.graph.nodes.slice(0, 2), edges: issue.graph.edges.slice(0, 1) },
    };
    expect([...brokenEdges(shorter, new Set(["close-api"]))]).toEqual(["1 invokes 2"]);
  });

  test("are none while nothing is chosen, or where the change is off the drawn path", () => {
    expect(brokenEdges(issue, new Set()).size).toBe(0);
    expect(brokenEdges(issue, new Set(["other"])).size).toBe(0);
  });
});
