import { expect, test } from "vitest";

import { aiRegionsOf } from "./ai-regions.ts";
import { ResourceGraph } from "./graph.ts";
import { sampleResource } from "./sample-resource.ts";

test("AI runs where something serves, trains or acts, in each account by itself", () => {
  const graph = new ResourceGraph(
    [
      sampleResource("agent", "agent", {}, { account: "a", region: "eu-west-1" }),
      sampleResource("notebook", "notebook", {}, { account: "a", region: "eu-central-1" }),
      sampleResource("notebook", "another", {}, { account: "a", region: "eu-central-1" }),
      sampleResource("vector-store", "logs", {}, { account: "a", region: "us-east-1" }),
      sampleResource("model", "catalogue", {}, { account: "a", region: "us-east-2" }),
      sampleResource("agent", "elsewhere", {}, { account: "b", region: "us-west-1" }),
    ],
    [],
  );
  expect(aiRegionsOf(graph, "a")).toEqual(["eu-central-1", "eu-west-1"]);
  expect(aiRegionsOf(graph, "c")).toEqual([]);
});
