import { expect, test } from "vitest";

import { ResourceGraph } from "./graph.ts";
import type { Relationship } from "./relationship.ts";
import type { Resource } from "./resource.ts";
import { worksForAi } from "./works-for-ai.ts";

// Safe because the walk reads keys, types and edges alone.
const resource = (key: string, type: Resource["type"]) =>
  ({
    key,
    type,
    name: key,
    account: "acme",
    region: null,
    tags: {},
    properties: {},
    facets: {},
  }) as unknown as Resource;
const isAi = (workload: Resource["type"], ...more: Relationship[]) =>
  worksForAi(
    "account",
    new ResourceGraph(
      [
        resource("account", "gcp.iam.service-account"),
        resource("workload", workload),
        resource("endpoint", "gcp.aiplatform.endpoint"),
      ],
      [{ from: "workload", kind: "runs-as", to: "account" }, ...more],
    ),
  );

test("an identity that a notebook or a training job runs as works for AI", () => {
  expect(isAi("gcp.notebooks.instance")).toBe(true);
  expect(isAi("gcp.aiplatform.custom-job")).toBe(true);
});

test("an application counts once it calls a model", () => {
  expect(isAi("gcp.run.service")).toBe(false);
  expect(isAi("gcp.run.service", { from: "workload", kind: "invokes", to: "endpoint" })).toBe(true);
});
