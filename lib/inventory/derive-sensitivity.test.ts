import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import { createResource } from "#tests/factories/resource.ts";
import { deriveSensitivity } from "./derive-sensitivity.ts";

const of = (tags: Record<string, string>, name = "store") =>
  deriveSensitivity(new ResourceGraph([createResource("data-store", "x", {}, { tags, name })], [])).get("x");

describe("what its owner says", () => {
  test.each([
    [{ "data-classification": "Confidential" }, "sensitive"],
    [{ classification: "restricted" }, "sensitive"],
    [{ pii: "true" }, "sensitive"],
    [{ gdpr: "yes", classification: "internal" }, "internal"],
    [{ "contains-phi": "false" }, "unclassified"],
    [{ Classification: "PUBLIC" }, "public"],
    [{ classification: "public-facing team" }, "unclassified"],
    [{ owner: "confidential-computing" }, "unclassified"],
    [{}, "unclassified"],
  ] as const)("%j is %s", (tags, level) => {
    expect(of(tags)?.level).toBe(level);
  });

  test("of two tags that disagree the stricter counts, in whatever order they stand", () => {
    const tags = [
      ["data-class", "public"],
      ["sensitivity", "internal"],
      ["classification", "confidential"],
    ] as const;
    fc.assert(
      fc.property(fc.shuffledSubarray([...tags], { minLength: 1 }), (given) => {
        const strictest = tags.findLast((tag) => given.includes(tag));
        const expected = { public: "public", internal: "internal", confidential: "sensitive" }[
          strictest?.[1] ?? "public"
        ];
        expect(of(Object.fromEntries(given))?.level).toBe(expected);
      }),
    );
  });

  test("the tag that says so is the reason", () => {
    expect(of({ classification: "confidential" })?.reasons).toEqual([
      { text: "store is tagged classification = confidential", resourceKey: "x" },
    ]);
  });
});

describe("classes of data", () => {
  test.each([
    ["claims-payments-archive", ["financial"]],
    ["patient_records", ["health"]],
    ["training.data/customers", ["personal-data", "training-data"]],
    ["db-passwords", ["credentials"]],
    ["spartanx", []],
  ])("are read from whole words of a name: %s", (name, classes) => {
    expect(of({}, name)?.dataClasses).toEqual(classes);
  });

  test("a name alone makes nothing sensitive: only its owner can say so", () => {
    expect(of({}, "customer-payments")?.level).toBe("unclassified");
  });
});

test("only what holds data is classified; an agent by its name is not", () => {
  const agent = createResource("agent", "x", {}, { tags: { classification: "confidential" } });
  expect(deriveSensitivity(new ResourceGraph([agent], [])).get("x")).toBeUndefined();
});

test("however data goes round, each holds exactly the classes of every source it is filled from", () => {
  const keys = ["a", "b", "c", "d"];
  const words = ["pii", "health", "payroll", "passwords"];
  const classes = ["personal-data", "health", "financial", "credentials"];
  const edge = fc.record({ from: fc.constantFrom(...keys), to: fc.constantFrom(...keys) });
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 8 }), (edges) => {
      const resources = keys.map((key, index) =>
        createResource(
          "data-store",
          key,
          {},
          { name: key, tags: { "data-class": `sensitive ${words[index]}` } },
        ),
      );
      const sources = new Map(keys.map((key) => [key, new Set([key])]));
      for (let round = 0; round < keys.length; round++)
        for (const { from, to } of edges)
          for (const key of sources.get(to) ?? []) sources.get(from)?.add(key);
      const found = deriveSensitivity(
        new ResourceGraph(
          resources,
          edges.map((ends) => ({ ...ends, kind: "ingests" as const })),
        ),
      );
      for (const key of keys)
        expect(found.get(key)?.dataClasses).toEqual(
          [...(sources.get(key) ?? [])].map((source) => classes[keys.indexOf(source)] ?? "").toSorted(),
        );
    }),
  );
});
