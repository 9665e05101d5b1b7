import { describe, expect, test } from "vitest";

import { sampleSync } from "../testing/sample-connection.ts";
import { coverageSentence, hasGaps } from "./estate-coverage.ts";

const complete = {
  incompleteCount: 0,
  lastCompleteAt: "2026-01-01T10:00:00.000Z",
  lastSync: null,
  resourceCount: 12,
};
type Overrides = Partial<Parameters<typeof hasGaps>[0]>;

describe("a connection", () => {
  test.each<[string, Overrides, boolean]>([
    ["that is complete", {}, false],
    ["that never completed, though nothing is incomplete", { lastCompleteAt: null }, true],
    ["with an incomplete collection", { incompleteCount: 1 }, true],
    ["whose last sync failed", { lastSync: sampleSync({ state: "failed" }) }, true],
    [
      "whose last sync was cancelled, after a complete one",
      { lastSync: sampleSync({ state: "cancelled" }) },
      false,
    ],
    ["that syncs just now, after a complete one", { lastSync: sampleSync({ state: "running" }) }, false],
    ["that was complete and holds nothing", { resourceCount: 0 }, false],
  ])("%s", (_, overrides, gaps) => {
    expect(hasGaps({ ...complete, ...overrides })).toBe(gaps);
  });
});

describe("the estate", () => {
  const one = { ...complete, resourceCount: 1 };
  const gap = { ...complete, incompleteCount: 1 };

  test.each([
    ["nothing", [], "What Nacre reads, and whether it could read all of it."],
    ["one", [one], "1 connection, 1 resource. Everything that should be read was read."],
    ["several", [complete, one], "2 connections, 13 resources. Everything that should be read was read."],
    ["one of several with gaps", [complete, gap], "2 connections, 24 resources. 1 with gaps in coverage."],
    ["only gaps", [gap, gap], "2 connections, 24 resources. 2 with gaps in coverage."],
    [
      "very much",
      [{ ...complete, resourceCount: 1_234_567 }],
      "1 connection, 1,234,567 resources. Everything that should be read was read.",
    ],
  ])("of %s is said in one sentence", (_, connections, said) => {
    expect(coverageSentence(connections)).toBe(said);
  });
});
