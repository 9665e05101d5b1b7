import { describe, expect, test } from "vitest";

import type { ResourceFacets } from "#lib/contract/inventory.ts";
import { resourceClasses } from "#lib/domain/resource-class.ts";

import { parseFilterText } from "../data-table/filter-text.ts";
import { fromValues, resourcesFacets, toValues } from "./resources-facets.ts";

const none: ResourceFacets = {
  class: {},
  type: {},
  layer: {},
  provider: {},
  account: {},
  exposure: {},
  sensitivity: {},
  total: 0,
};
const empty = fromValues({}, "");
const all = { ...empty, type: "", region: "", connection: "", sort: "name" as const };
const facet = (id: string, counts?: ResourceFacets) =>
  resourcesFacets(counts).find((candidate) => candidate.id === id);

describe("the facets", () => {
  test("before the counts are there offer every class, and no count that could be wrong", () => {
    expect(facet("class")?.options).toHaveLength(resourceClasses.length);
    for (const { counts } of resourcesFacets(undefined)) expect(counts).toBeUndefined();
  });

  test("with counts offer only the classes there are", () => {
    const options = facet("class", { ...none, class: { agent: 2, model: 0 } })?.options;
    expect(options).toEqual([{ value: "agent", label: "Agent" }]);
  });

  test("offer every layer, cloud and reach even where there is none, as an answer in itself", () => {
    for (const id of ["layer", "provider", "exposure", "sensitivity"])
      expect(facet(id, none)?.options.length).toBeGreaterThan(2);
  });

  test("offer the accounts that were read, one at a time", () => {
    const account = facet("account", { ...none, account: { "111122223333": 3, acme: 1 } });
    expect(account?.options.map(({ value }) => value)).toEqual(["111122223333", "acme"]);
    expect(account?.single).toBe(true);
  });

  test("have names that no two share", () => {
    const labels = resourcesFacets(none).map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
  });
});

describe("what is chosen", () => {
  test.each([
    ["nothing", {}],
    ["classes", { class: ["model", "agent"] }],
    ["layers", { layer: ["model", "pipeline"] }],
    ["clouds", { provider: ["aws", "gcp"] }],
    ["an account", { account: ["111122223333"] }],
    ["reaches", { exposure: ["anyone", "credential"] }],
    ["data", { sensitivity: ["sensitive"] }],
    ["privileges", { privilege: ["admin", "broad"] }],
    ["what was removed", { state: ["removed"] }],
    ["all at once", { class: ["agent"], layer: ["model"], account: ["1"], state: ["removed"] }],
  ])("%s goes into the address and comes back as it was", (_, values) => {
    const back = toValues({ ...all, ...fromValues(values, "text") });
    for (const [id, chosen] of Object.entries(back)) {
      const given: Readonly<Record<string, readonly string[]>> = values;
      expect([id, chosen]).toEqual([id, given[id] ?? []]);
    }
  });

  test("of a value that is none of the facet's is dropped", () => {
    expect(fromValues({ class: ["agent", "spaceship"], state: ["present"], layer: ["sixth"] }, "")).toEqual({
      ...empty,
      class: ["agent"],
    });
  });
});

describe("typed into the bar", () => {
  const typed = (text: string) => parseFilterText(text, resourcesFacets({ ...none, class: { agent: 1 } }));

  test("a field and its value are chosen, and the rest is searched for", () => {
    const { values, q, problems } = typed("class:agent claims exposure:anyone");
    expect(problems).toEqual([]);
    expect(q).toBe("claims");
    expect(values).toMatchObject({ class: ["agent"], exposure: ["anyone"] });
  });

  test("a value that is none says so instead of finding nothing", () => {
    expect(typed("layer:sixth").problems).toHaveLength(1);
  });
});
