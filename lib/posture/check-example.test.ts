import { describe, expect, test } from "vitest";

import { defineClassCheck, exampleKey, fail, missing, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { toExampleView } from "./check-example.ts";

const denied: Unknown = {
  reason: "denied",
  call: "s3:GetBucketPolicy",
  permission: "s3:GetBucketPolicy",
  message: "Access is denied",
};
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

/** Only named identities may write what a knowledge base takes in: judged by what stands around it. */
const writers = defineClassCheck({
  ...metadata,
  appliesToClass: "knowledge-base",
  follows: ["ingests", "can-write"],
  evaluate: ({ key }, graph) => {
    const [source] = graph.follow(key, "ingests");
    if (!source) return notApplicable;
    const writer = graph
      .followBack(source.key, "can-write")
      .find((candidate) => candidate.derived?.privilege?.level === "broad");
    return writer ? fail(`${writer.name} can write it`, { writers: [writer.name] }) : pass;
  },
  examples: {
    pass: [
      {
        name: "one named writer",
        neighbours: {
          resources: [
            sampleResource("data-store", "corpus", { publicRead: false, versioning: true }),
            sampleResource(
              "identity",
              "ingest",
              { kind: "role", grants: [] },
              { derived: { privilege: { level: "scoped", reasons: [] } }, tags: { team: "ml" } },
            ),
          ],
          relationships: [
            { from: exampleKey, kind: "ingests", to: "corpus" },
            { from: "ingest", kind: "can-write", to: "corpus", reason: "policy ingest, statement 1" },
          ],
        },
      },
    ],
    fail: [
      {
        name: "a broad writer",
        neighbours: {
          resources: [
            sampleResource("data-store", "corpus"),
            sampleResource(
              "identity",
              "etl",
              {},
              {
                name: "etl-everything",
                derived: { privilege: { level: "broad", reasons: [{ text: "s3:*", resourceKey: null }] } },
              },
            ),
          ],
          relationships: [
            { from: exampleKey, kind: "ingests", to: "corpus" },
            { from: "etl", kind: "can-write", to: "corpus" },
          ],
        },
      },
    ],
    notApplicable: [{ name: "takes nothing in" }],
    unknown: [
      { name: "what it takes in is not known", unknown: { "relationships.ingests": denied } },
      {
        name: "what it takes in was never collected",
        neighbours: { relationships: [{ from: exampleKey, kind: "ingests", to: "arn:aws:s3:::elsewhere" }] },
      },
    ],
  },
});

const store = defineClassCheck({
  ...metadata,
  appliesToClass: "data-store",
  evaluate: ({ facets, tags }) => {
    if (tags["open-data"]) return pass;
    return facets.publicRead ? fail("Anyone can read it", { publicRead: true }) : pass;
  },
  examples: {
    pass: [
      { name: "private", facets: { publicRead: false } },
      { name: "meant to be open", facets: { publicRead: true }, tags: { "open-data": "yes" } },
    ],
    fail: [
      {
        name: "open",
        facets: { publicRead: true },
        derived: { sensitivity: { level: "sensitive", dataClasses: ["health"], reasons: [] } },
      },
    ],
    unknown: [{ name: "refused", facets: { versioning: true }, unknown: { "facets.publicRead": denied } }],
  },
});

const viewOf = (check: typeof store, name: string) => {
  const example = check.examples.find((candidate) => candidate.name === name);
  if (!example) throw new Error(`No example ${name}`);
  return toExampleView(check, example);
};

describe("an example of one resource", () => {
  test("says all that is stated of it", () => {
    const view = viewOf(store, "private");
    expect(view).toMatchObject({ expected: "pass", resource: { publicRead: false }, reason: null });
    expect(view.resources.map(({ key, class: is, layer }) => [key, is, layer])).toEqual([
      [exampleKey, "data-store", "data"],
    ]);
    expect(view.relationships).toEqual([]);
  });

  test("says tags and what was derived, since they too decide", () => {
    expect(viewOf(store, "meant to be open").resource).toEqual({
      publicRead: true,
      tags: { "open-data": "yes" },
    });
    expect(viewOf(store, "open").resource).toEqual({ publicRead: true, sensitivity: "sensitive" });
  });

  test("that fails says why, in the words of a finding", () => {
    expect(viewOf(store, "open").reason).toBe("Anyone can read it");
  });

  test("that is unknown says which call would decide, and leaves out what was not collected", () => {
    const view = viewOf(store, "refused");
    expect(view.reason).toBe("s3:GetBucketPolicy: Access is denied");
    expect(view.resource).toEqual({ versioning: true });
  });
});

describe("an example of several resources", () => {
  test("begins with the one that is checked, and names the others as the estate does", () => {
    const { resources } = viewOf(writers, "a broad writer");
    expect(resources.map(({ key, name, class: is }) => [key, name, is])).toEqual([
      [exampleKey, exampleKey, "knowledge-base"],
      ["corpus", "corpus", "data-store"],
      ["etl", "etl-everything", "identity"],
    ]);
  });

  test("shows of a neighbour what the check read, and nothing that it did not ask for", () => {
    const { resources } = viewOf(writers, "one named writer");
    expect(resources.map(({ key, facts }) => [key, facts])).toEqual([
      [exampleKey, {}],
      ["corpus", {}],
      ["ingest", { privilege: "scoped" }],
    ]);
  });

  test("says each relationship, with its reason where it has one", () => {
    expect(viewOf(writers, "one named writer").relationships).toEqual([
      { from: exampleKey, kind: "ingests", to: "corpus", reason: null },
      { from: "ingest", kind: "can-write", to: "corpus", reason: "policy ingest, statement 1" },
    ]);
  });

  test("keeps a relationship to what nobody collected: that is what makes it unknown", () => {
    const view = viewOf(writers, "what it takes in was never collected");
    expect(view.relationships.map(({ to }) => to)).toEqual(["arn:aws:s3:::elsewhere"]);
    expect(view.resources.map(({ key }) => key)).toEqual([exampleKey]);
    expect(view.reason).toMatch(/no connection has collected/);
  });

  test.each([
    ["one named writer", "pass", null],
    ["a broad writer", "fail", "etl-everything can write it"],
    ["takes nothing in", "not-applicable", null],
    ["what it takes in is not known", "unknown", "s3:GetBucketPolicy: Access is denied"],
  ])("%s is %s", (name, expected, reason) => {
    expect(viewOf(writers, name)).toMatchObject({ expected, reason });
  });
});

test("a fail for want of something says what is wanting", () => {
  const check = defineClassCheck({
    ...metadata,
    appliesToClass: "agent",
    evaluate: ({ key }, graph) =>
      graph.follow(key, "guarded-by").length > 0 ? pass : missing("Nothing guards it", {}),
    examples: { pass: [], fail: [{ name: "bare" }] },
  });
  expect(viewOf(check, "bare")).toMatchObject({
    reason: "Nothing guards it",
    resource: {},
    relationships: [],
  });
});

test("looking at an example twice says the same: the first look leaves nothing behind", () => {
  const first = viewOf(writers, "a broad writer");
  expect(viewOf(writers, "a broad writer")).toEqual(first);
});
