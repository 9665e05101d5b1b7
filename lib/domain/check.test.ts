import { describe, expect, test } from "vitest";

import { defineCheck, defineClassCheck, exampleKey, fail, missing, notApplicable, pass } from "./check.ts";
import type { CheckOutcome } from "./check.ts";
import { ResourceGraph, type Gap } from "./graph.ts";
import { classOf, type Resource, type ResourceOfClass } from "./resource.ts";
import { sampleResource } from "./sample-resource.ts";
import type { Unknown } from "./unknown.ts";

const denied: Unknown = { reason: "denied", call: "s3:GetBucketPolicy", permission: null, message: "no" };
const metadata = {
  id: "test/check",
  title: "Store is private",
  severity: "high" as const,
  layer: "data" as const,
  function: "protect" as const,
  risk: "Anyone reads it.",
  remediation: { summary: "Close it.", cli: "", terraform: "", console: [] },
  references: [],
};
type Decide = (resource: ResourceOfClass<"data-store">, graph: ResourceGraph) => CheckOutcome;
const checkOf = (evaluate: Decide) =>
  defineClassCheck({ ...metadata, appliesToClass: "data-store", evaluate, examples: { pass: [], fail: [] } });

const store = sampleResource("data-store", "store", { publicRead: true, versioning: false });
const gap: Gap = { account: store.account, region: null, produces: ["logs-to"], unknown: denied };
const outcomeOf = (evaluate: Decide, resource: Resource = store, gaps: Gap[] = []) => {
  const graph = new ResourceGraph([resource], [], gaps);
  return checkOf(evaluate).evaluate(graph.get(resource.key) ?? resource, graph);
};
const reading =
  (outcome: CheckOutcome): Decide =>
  ({ key }, graph) => {
    graph.followBack(key, "logs-to");
    return outcome;
  };

describe("an outcome", () => {
  const failed = fail("It is open", { publicRead: true });
  const absent = missing("Nothing logs it", { logs: 0 });

  test.each([
    ["a pass", pass],
    ["not applicable", notApplicable],
    ["a fail", failed],
    ["a fail for want of something", absent],
  ])("%s stands where everything it read was collected", (_, outcome) => {
    expect(outcomeOf(reading(outcome))).toEqual(outcome);
    expect(outcomeOf(() => outcome, store, [gap])).toEqual(outcome);
  });

  test("read across a gap: a fail proven by facts stands", () => {
    expect(outcomeOf(reading(failed), store, [gap])).toEqual(failed);
  });

  test.each([
    ["a pass", pass],
    ["not applicable", notApplicable],
    ["a fail for want of something", absent],
  ])("read across a gap: %s is unknown, and says which call would tell", (_, outcome) => {
    expect(outcomeOf(reading(outcome), store, [gap])).toEqual({ status: "unknown", unknown: denied });
  });

  test("rests on a facet that was not collected: unknown, even where the rest would fail", () => {
    const dark = sampleResource(
      "data-store",
      "store",
      { versioning: false },
      { unknown: { "facets.publicRead": denied } },
    );
    expect(outcomeOf(({ facets }) => (facets.publicRead ? failed : pass), dark)).toEqual({
      status: "unknown",
      unknown: denied,
    });
    expect(outcomeOf(({ facets }) => (facets.versioning ? pass : failed), dark)).toEqual(failed);
  });

  test("a defect in the check is thrown, and never taken for unknown", () => {
    const broken = () => {
      throw new TypeError("cannot read");
    };
    expect(() => outcomeOf(broken)).toThrow(TypeError);
  });

  test("a gap that one resource met is not held against the next", () => {
    const graph = new ResourceGraph([store], [], [gap]);
    expect(checkOf(reading(pass)).evaluate(store, graph).status).toBe("unknown");
    expect(checkOf(() => pass).evaluate(store, graph).status).toBe("pass");
  });
});

describe("a check on a class", () => {
  test("applies to every type of it, in every cloud, and to no other", () => {
    const { appliesTo } = checkOf(() => pass);
    expect(appliesTo.map(classOf)).toEqual(appliesTo.map(() => "data-store"));
    expect(new Set(appliesTo.map((type) => type.split(".")[0]))).toEqual(
      new Set(["aws", "azure", "gcp", "onprem"]),
    );
  });

  test("changes its logic when its decision changes, and only then", () => {
    const text = checkOf(({ facets }) => (facets.publicRead ? fail("open", {}) : pass)).logic;
    expect(checkOf(({ facets }) => (facets.publicRead ? fail("open", {}) : pass)).logic).toBe(text);
    expect(checkOf(({ facets }) => (facets.publicWrite ? fail("open", {}) : pass)).logic).not.toBe(text);
  });
});

describe("examples", () => {
  const check = defineCheck({
    ...metadata,
    appliesTo: "aws.s3.bucket",
    follows: ["logs-to"],
    evaluate: ({ facets, key }, graph) => {
      if (facets.publicRead) return fail("It is open", { publicRead: true });
      return graph.follow(key, "logs-to").length > 0 ? pass : missing("Nothing logs it", {});
    },
    examples: {
      pass: [
        {
          name: "logged",
          facets: { publicRead: false },
          neighbours: {
            resources: [sampleResource("data-store", "log")],
            relationships: [{ from: exampleKey, kind: "logs-to", to: "log" }],
          },
        },
      ],
      fail: [{ name: "open", facets: { publicRead: true } }],
      unknown: [{ name: "dark", unknown: { "facets.publicRead": denied } }],
    },
  });

  test("come out as they are filed, with what stands around them", () => {
    const found = check.examples.map(({ name, expected, graph }) => {
      const resource = graph.get(exampleKey);
      return [name, expected, resource && check.evaluate(resource, graph).status];
    });
    expect(found).toEqual([
      ["logged", "pass", "pass"],
      ["open", "fail", "fail"],
      ["dark", "unknown", "unknown"],
    ]);
  });

  test("refuse to be read for what they do not state, so that none passes by accident", () => {
    const careless = defineCheck({
      ...metadata,
      appliesTo: "aws.s3.bucket",
      evaluate: ({ facets }) => (facets.versioning ? pass : fail("No versions", {})),
      examples: { pass: [], fail: [{ name: "states nothing" }] },
    });
    const [example] = careless.examples;
    const resource = example?.graph.get(exampleKey);
    expect(() => example && resource && careless.evaluate(resource, example.graph)).toThrow(
      /test\/check does not state facets\.versioning/,
    );
  });
});
