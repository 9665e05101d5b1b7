import fc from "fast-check";
import { createLoader, createSerializer } from "nuqs/server";
import { describe, expect, test } from "vitest";

import {
  findingFilterParsers,
  findingStatuses,
  loadFindingFilters,
  type FindingFilters,
} from "#lib/contract/findings.ts";
import { layers } from "#lib/domain/layer.ts";
import { providers } from "#lib/domain/provider.ts";
import { severities } from "#lib/domain/severity.ts";

import { formatFilterText, parseFilterText } from "../data-table/filter-text.ts";
import { hostileNames } from "../testing/render-ui.tsx";
import { fromValues, toValues } from "./findings-filters.ts";
import { findingsFacets } from "./findings-facets.tsx";
import { findingsHref, findingsPageParsers, loadFindingsView } from "./findings-view.ts";
import { ownerOptions } from "./finding-owner.ts";
import { isDefaultFilters } from "./use-finding-filters.ts";

const filters = (query = ""): FindingFilters => loadFindingFilters(new URLSearchParams(query));
const owners = ownerOptions(
  [{ id: "u-ada", name: "Ada Byron", state: "active" }],
  [{ id: "t1", name: "Claims" }],
  [],
);

describe("what the bar shows", () => {
  test("is every filter a chip stands for, as the address has it", () => {
    const query =
      "status=open&severity=critical,high&layer=data&provider=aws,gcp&account=1111&source=prowler&assignee=me&due=week";
    expect(toValues(filters(query))).toEqual({
      status: ["open"],
      severity: ["critical", "high"],
      layer: ["data"],
      provider: ["aws", "gcp"],
      account: ["1111"],
      source: ["prowler"],
      assignee: ["me"],
      due: ["week"],
    });
  });

  test("without a filter is what is still to be done, and nothing else", () => {
    const { status, ...rest } = toValues(filters());
    expect(status).toEqual(["open", "in-progress"]);
    expect(Object.values(rest).flat()).toEqual([]);
  });

  test("can be set and read back, whatever is chosen (a sweep)", () => {
    const chosen = fc.record({
      status: fc.subarray([...findingStatuses]),
      severity: fc.subarray([...severities]),
      layer: fc.subarray([...layers]),
      provider: fc.subarray([...providers]),
      account: fc.constantFrom("", "111122223333", "project with blanks", "a,b"),
      owner: fc.constantFrom("", "me", "nobody", "u-ada", "team:t1"),
      due: fc.constantFrom(null, "overdue" as const, "week" as const),
      q: fc.constantFrom("", "claims", "50% of", `"quoted"`),
    });
    fc.assert(
      fc.property(chosen, ({ owner, account, due, q, ...sets }) => {
        const values = { ...sets, account: [account], assignee: [owner], due: [due ?? ""] };
        const set = fromValues(values, q);
        const again = fromValues(toValues({ ...filters(), ...set }), set.q);
        expect(again).toEqual(set);
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  test("drops what no filter knows, rather than asking the server for it", () => {
    const values = { severity: ["critical", "awful"], layer: ["network"], due: ["someday"], other: ["x"] };
    expect(fromValues(values, "")).toMatchObject({ severity: ["critical"], layer: [], due: null });
    expect(fromValues(values, "")).not.toHaveProperty("other");
  });
});

describe("the address", () => {
  const serialize = createSerializer(findingsPageParsers);
  const load = createLoader(findingsPageParsers);

  test("of the plain list is empty, and never holds a place in the pages", () => {
    expect(serialize({ ...filters() })).toBe("");
    expect(Object.keys(findingsPageParsers)).not.toContain("cursor");
    expect(Object.keys(findingsPageParsers)).not.toContain("limit");
  });

  test.each(Object.entries(hostileNames))("carries a hostile text (%s) there and back", (_, q) => {
    const written = serialize({ q, account: q });
    expect(load(new URLSearchParams(written))).toMatchObject({ q, account: q });
    expect(written).not.toMatch(/[<>"\s]/);
  });

  test("with an unknown value shows the plain list: a page forgives", () => {
    expect(load(new URLSearchParams("severity=awful&due=x&status=open,gone"))).toMatchObject({
      severity: [],
      due: null,
      status: ["open", "in-progress"],
    });
  });

  test.each([
    ["", "groups", null],
    ["view=list&finding=f1", "list", "f1"],
    ["view=tree", "groups", null],
  ])("%j opens %s with %s in the drawer", (query, view, finding) => {
    expect(loadFindingsView(new URLSearchParams(query))).toEqual({ view, finding });
  });

  test("from elsewhere counts the same as the number it stands behind", () => {
    const href = findingsHref("/findings", {
      check: "aws/s3/bucket-public",
      severity: ["high"],
      view: "list",
    });
    const [path, query = ""] = href.split("?");
    expect(path).toBe("/findings");
    expect(filters(query)).toMatchObject({ check: "aws/s3/bucket-public", severity: ["high"] });
  });
});

describe("whether something is filtered", () => {
  test("it is not, without a filter, in whatever order it is shown", () => {
    expect(isDefaultFilters(filters())).toBe(true);
    expect(isDefaultFilters(filters("sort=newest"))).toBe(true);
    expect(isDefaultFilters({ ...filters(), cursor: "x", limit: 5 })).toBe(true);
  });

  const examples: Record<string, string> = {
    status: "open",
    severity: "high",
    layer: "data",
    provider: "aws",
    account: "1111",
    source: "prowler",
    check: "a/b",
    control: "eu-ai-act/Article 9",
    environment: "production",
    workload: "w",
    resource: "r",
    assignee: "me",
    team: "t",
    due: "week",
    q: "x",
  };
  test.each(Object.entries(examples))("%s=%s is a filter", (name, value) => {
    expect(isDefaultFilters(filters(`${name}=${value}`))).toBe(false);
  });

  test("no filter was forgotten here", () => {
    const presentation = ["sort", "cursor", "limit"];
    expect([...Object.keys(examples), ...presentation].toSorted()).toEqual(
      Object.keys(findingFilterParsers).toSorted(),
    );
  });
});

describe("the chips", () => {
  const counts = {
    status: { open: 3 },
    severity: { high: 2 },
    layer: {},
    provider: { aws: 3 },
    account: { "222": 1, "111": 2 },
    source: { nacre: 2, prowler: 1 },
    total: 3,
  };

  test("are there before anything was counted, without a number", () => {
    const facets = findingsFacets(undefined, owners);
    expect(facets.map(({ label }) => label)).toEqual([
      "Status",
      "Severity",
      "Layer",
      "Cloud",
      "Account",
      "Found by",
      "Owner",
      "Due",
    ]);
    expect(facets.every((facet) => facet.counts === undefined)).toBe(true);
    expect(facets.find(({ id }) => id === "account")?.options).toEqual([]);
  });

  test("offer the accounts there are, in order, and every value of what is known beforehand", () => {
    const facets = findingsFacets(counts, owners);
    const options = (id: string) =>
      facets.find((facet) => facet.id === id)?.options.map(({ value }) => value);
    expect(options("account")).toEqual(["111", "222"]);
    expect(options("severity")).toEqual([...severities]);
    expect(options("status")).toEqual([...findingStatuses]);
    expect(options("assignee")).toEqual(["me", "nobody", "team:t1", "u-ada"]);
  });

  test.each([
    ["severity:high,critical", { severity: ["high", "critical"] }],
    ["layer:identity owner:@me", { layer: ["identity"], assignee: ["me"] }],
    ["owner:me", { assignee: ["me"] }],
    [`owner:"Ada Byron"`, { assignee: ["u-ada"] }],
    ["owner:claims", { assignee: ["team:t1"] }],
    ["assignee:nobody", { assignee: ["nobody"] }],
    [`status:"In progress"`, { status: ["in-progress"] }],
    ["cloud:aws", { provider: ["aws"] }],
    ["due:overdue", { due: ["overdue"] }],
    ["account:111", { account: ["111"] }],
    ["source:prowler", { source: ["prowler"] }],
  ])("can be typed: %s", (text, values) => {
    const parsed = parseFilterText(text, findingsFacets(counts, owners));
    expect(parsed).toEqual({ values, q: "", problems: [] });
  });

  test("what they say can be typed again and means the same", () => {
    const facets = findingsFacets(counts, owners);
    const values = toValues(filters("status=open,excepted&severity=low&account=111&assignee=u-ada&due=week"));
    const parsed = parseFilterText(formatFilterText(values, "claims"), facets);
    expect(parsed.problems).toEqual([]);
    expect(fromValues(parsed.values, parsed.q)).toEqual(fromValues(values, "claims"));
  });
});
