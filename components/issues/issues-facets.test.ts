import { describe, expect, test } from "vitest";

import { loadIssueFilters, serializeIssueFilters, type IssueFilters } from "#lib/contract/issues.ts";
import { layers } from "#lib/domain/layer.ts";
import { providers } from "#lib/domain/provider.ts";
import { severities } from "#lib/domain/severity.ts";

import { fromValues, issuesFacets, toValues } from "./issues-facets.ts";
import { isFiltered } from "./issues-screen.tsx";
import { issuesHref } from "./issues-view.ts";

const filters = (changes: Partial<IssueFilters> = {}): IssueFilters => ({
  ...loadIssueFilters({}),
  ...changes,
});
const facet = (id: string) => issuesFacets(undefined).find((one) => one.id === id);

describe("what can be chosen", () => {
  test("every severity, layer, cloud and status there is, each with a name a person reads", () => {
    const values = (id: string) => facet(id)?.options.map(({ value }) => value);
    expect(values("severity")).toEqual([...severities]);
    expect(values("layer")).toEqual([...layers]);
    expect(values("provider")).toEqual([...providers]);
    expect(values("status")).toEqual(["open", "in-progress", "resolved"]);
    for (const { options } of issuesFacets(undefined))
      for (const { label } of options) expect(label).toMatch(/^[A-Z]/);
  });

  test("an owner and a due date are one at a time", () => {
    expect(
      issuesFacets(undefined)
        .filter(({ single }) => single)
        .map(({ id }) => id),
    ).toEqual(["assignee", "due"]);
  });

  test("counts stand beside the values once they are known, and not before", () => {
    const counts = {
      status: { open: 3 },
      severity: {},
      layer: {},
      provider: {},
      workload: {},
      path: {},
      total: 3,
    };
    expect(issuesFacets(counts).find(({ id }) => id === "status")).toMatchObject({ counts: { open: 3 } });
    expect(facet("status")).not.toHaveProperty("counts");
  });
});

describe("filters as values and back", () => {
  test.each<[string, Partial<IssueFilters>]>([
    ["none but the usual status", {}],
    ["several of one kind", { severity: ["critical", "high"], layer: ["model", "api"] }],
    ["every status", { status: ["open", "in-progress", "resolved"] }],
    ["no status at all", { status: [] }],
    ["an owner and a date", { assignee: "nobody", due: "overdue" }],
    ["a cloud and words", { provider: ["aws"], q: "training data" }],
  ])("%s survive", (_, changes) => {
    const before = filters(changes);
    const after = { ...before, ...fromValues(toValues(before), before.q) };
    expect(after).toEqual(before);
  });

  test("values that do not exist are dropped, not sent", () => {
    expect(fromValues({ severity: ["critical", "terrible"], due: ["someday"], layer: [] }, "")).toMatchObject(
      {
        severity: ["critical"],
        due: null,
        layer: [],
      },
    );
  });

  test("nothing chosen is nothing asked", () => {
    expect(fromValues({}, "")).toEqual({
      status: [],
      severity: [],
      layer: [],
      provider: [],
      assignee: "",
      due: null,
      q: "",
    });
  });
});

describe("whether the list is narrower than by itself", () => {
  test.each<[string, Partial<IssueFilters>, boolean]>([
    ["nothing", {}, false],
    ["another order", { sort: "newest" }, false],
    ["a severity", { severity: ["low"] }, true],
    ["a layer", { layer: ["data"] }, true],
    ["a cloud", { provider: ["gcp"] }, true],
    ["an owner", { assignee: "me" }, true],
    ["a date", { due: "week" }, true],
    ["words", { q: "x" }, true],
    ["another status", { status: ["resolved"] }, true],
    ["every status", { status: [] }, true],
    ["a workload", { workload: "w" }, true],
    ["a path", { path: "p" }, true],
    ["a resource", { resource: "r" }, true],
    ["a change", { fix: "f" }, true],
    ["a team", { team: "t" }, true],
  ])("%s", (_, changes, expected) => {
    expect(isFiltered(filters(changes))).toBe(expected);
  });
});

describe("addresses", () => {
  test("say only what differs from the page by itself", () => {
    expect(issuesHref("/issues", {})).toBe("/issues");
    expect(issuesHref("/issues", { status: ["open", "in-progress"], sort: "score" })).toBe("/issues");
    expect(issuesHref("/issues", { sort: "newest", status: ["resolved"] })).toBe(
      "/issues?status=resolved&sort=newest",
    );
  });

  test("hold hostile values as one value", () => {
    const fix = "a&severity=low#top?";
    const address = new URL(issuesHref("/issues", { fix }), "http://nacre.example");
    expect(address.searchParams.get("fix")).toBe(fix);
    expect(address.searchParams.has("severity")).toBe(false);
    expect(address.hash).toBe("");
  });

  test("of the page and of the API read back to the same filters", () => {
    const chosen = filters({
      severity: ["high"],
      layer: ["api", "data"],
      q: "a b",
      due: "week",
      sort: "newest",
    });
    const search = new URL(serializeIssueFilters("/api/v1/issues", chosen), "http://nacre.example")
      .searchParams;
    expect(loadIssueFilters(search)).toEqual(chosen);
  });
});
