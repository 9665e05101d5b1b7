import { describe, expect, test } from "vitest";

import { defineClassCheck, fail, notApplicable, pass } from "./check.ts";
import { listItemsMax, listParameter, matchesAny, numberParameter, valuesSchema } from "./parameter.ts";
import { ResourceGraph } from "./graph.ts";
import { sampleResource } from "./sample-resource.ts";

const days = numberParameter({
  title: "Days",
  help: "Long enough.",
  unit: "days",
  default: 90,
  min: 1,
  max: 365,
});
const share = numberParameter({
  title: "Share",
  help: "Enough.",
  unit: "%",
  default: 10,
  min: 0,
  max: 100,
  step: "any",
});
const names = listParameter({ title: "Names", help: "Approved.", default: [] });

describe("a value", () => {
  test.each([
    [days, 1, true],
    [days, 365, true],
    [days, 0, false],
    [days, 366, false],
    [days, 1.5, false],
    [days, Number.NaN, false],
    [days, Number.POSITIVE_INFINITY, false],
    [days, "90", false],
    [days, null, false],
    [share, 0.5, true],
    [share, 100.1, false],
    [names, [], true],
    [names, ["a"], true],
    [names, [" "], false],
    [names, ["x".repeat(201)], false],
    [names, Array.from({ length: listItemsMax + 1 }, (_, at) => `n${at}`), false],
    [names, "a", false],
  ])("of %o is taken or refused: %o", ({ schema }, value, admitted) => {
    expect(schema.safeParse(value).success).toBe(admitted);
  });

  test("that is a list is kept in lower case, each name once", () => {
    expect(names.schema.parse(["EU-West-1 ", "eu-west-1", "b"])).toEqual(["eu-west-1", "b"]);
  });

  test.each(["__proto__", "constructor", "toString"])("under the name %s is refused", (name) => {
    expect(valuesSchema({ days }).safeParse(JSON.parse(`{"${name}": 1}`)).success).toBe(false);
  });
});

describe("a pattern", () => {
  test.each([
    ["eu-west-1", ["eu-west-1"], true],
    ["EU-West-1", ["eu-*"], true],
    ["eu", ["eu-*"], false],
    ["us-east-1", ["eu-*", "us-*"], true],
    ["anthropic.claude-v2", ["*claude*"], true],
    ["ab", ["ab*b"], false],
    ["abb", ["ab*b"], true],
    ["aXbXc", ["a*b*c"], true],
    ["acb", ["a*b*c"], false],
    ["anything", ["*"], true],
    ["", ["*"], true],
    ["a.c", ["a?c", "a+c"], false],
    ["x", [], false],
  ])("%s against %o: %s", (name, approved, expected) => {
    expect(matchesAny(name, approved)).toBe(expected);
  });

  test("of nothing but stars is answered at once", () => {
    const begun = performance.now();
    expect(matchesAny("a".repeat(200), [`${"*a".repeat(90)}*b`])).toBe(false);
    expect(performance.now() - begun).toBeLessThan(100);
  });
});

describe("a check with parameters", () => {
  const check = defineClassCheck({
    id: "test/kept",
    title: "Kept",
    severity: "low",
    layer: "data",
    function: "detect",
    risk: "Gone.",
    remediation: { summary: "", cli: "", terraform: "", console: [] },
    references: [],
    appliesToClass: "audit-log",
    parameters: { daysMin: days },
    evaluate: ({ facets: { retentionDays } }, _graph, { daysMin }) => {
      if (retentionDays === null) return notApplicable;
      return retentionDays >= daysMin ? pass : fail("Too short", { retentionDays, daysMin });
    },
    examples: { pass: [], fail: [] },
  });
  const log = sampleResource("audit-log", "log", { retentionDays: 60 });
  const statusOf = (one: typeof check) => one.evaluate(log, new ResourceGraph([log], [])).status;

  test("decides as usual until something is set, and by that from then on", () => {
    expect([check, check.withValues({ daysMin: 30 }), check.withValues({})].map(statusOf)).toEqual([
      "fail",
      "pass",
      "fail",
    ]);
  });

  test("has other logic for other values, and the same for the same", () => {
    expect(check.withValues({ daysMin: 30 }).logic).not.toBe(check.logic);
    expect(check.withValues({ daysMin: 90 }).logic).toBe(check.logic);
  });
});
