import { expect, test } from "vitest";

import { aiActorsOf, aiUsersOfData, frontsAi, worksWithAi } from "./ai-use.ts";
import { ResourceGraph } from "./graph.ts";
import type { Relationship } from "./relationship.ts";
import { sampleResource } from "./sample-resource.ts";

const invoke = {
  effect: "allow" as const,
  abilities: ["invoke-model" as const],
  on: "*",
  conditional: false,
  source: "policy",
};
const resources = [
  sampleResource("api", "api"),
  sampleResource("compute", "fn"),
  sampleResource("compute", "tool-fn"),
  sampleResource("compute", "plain-fn"),
  sampleResource("agent-tool", "tool"),
  sampleResource("agent", "agent"),
  sampleResource("identity", "caller", { grants: [invoke] }),
  sampleResource("identity", "denied", { grants: [{ ...invoke, effect: "deny" }] }),
  sampleResource("data-store", "corpus"),
  sampleResource("knowledge-base", "kb"),
];
const graph = (...relationships: Relationship[]) => new ResourceGraph(resources, relationships);

test("a store is AI data only when an AI resource uses it", () => {
  expect(aiUsersOfData(graph({ from: "kb", kind: "ingests", to: "corpus" }), "corpus")).toHaveLength(1);
  expect(aiUsersOfData(graph({ from: "fn", kind: "logs-to", to: "corpus" }), "corpus")).toEqual([]);
});

test("code works with AI when it calls it, serves it, or may call it", () => {
  expect(worksWithAi(graph({ from: "fn", kind: "invokes", to: "agent" }), "fn")).toBe(true);
  expect(worksWithAi(graph({ from: "tool", kind: "invokes", to: "tool-fn" }), "tool-fn")).toBe(true);
  expect(worksWithAi(graph({ from: "fn", kind: "runs-as", to: "caller" }), "fn")).toBe(true);
  expect(worksWithAi(graph({ from: "plain-fn", kind: "runs-as", to: "denied" }), "plain-fn")).toBe(false);
});

test("an API fronts AI through the code behind it", () => {
  const route: Relationship = { from: "api", kind: "routes-to", to: "fn" };
  expect(frontsAi(graph(route), "api")).toBe(false);
  expect(frontsAi(graph(route, { from: "fn", kind: "runs-as", to: "caller" }), "api")).toBe(true);
  expect(frontsAi(graph({ from: "api", kind: "routes-to", to: "agent" }), "api")).toBe(true);
});

test("plain code that shares an identity is no AI actor", () => {
  const found = aiActorsOf(
    graph(
      { from: "agent", kind: "runs-as", to: "denied" },
      { from: "plain-fn", kind: "runs-as", to: "denied" },
    ),
    "denied",
  );
  expect(found.map(({ key }) => key)).toEqual(["agent"]);
});
