import { describe, expect, test } from "vitest";

import { ContentFilter, normalizeContentFilter } from "./content-filters.ts";

type Entry = {
  name: string;
  enabled: boolean;
  blocking: boolean;
  severityThreshold?: string;
  source: string;
};

const harms = ["Hate", "Sexual", "Violence", "Selfharm"];
const blockingAll = (severityThreshold: string): Entry[] =>
  harms.flatMap((name) =>
    ["Prompt", "Completion"].map((source) => ({
      name,
      enabled: true,
      blocking: true,
      severityThreshold,
      source,
    })),
  );
const shield = (name: string, blocking = true): Entry => ({
  name,
  enabled: true,
  blocking,
  source: "Prompt",
});

const filter = (name: string, contentFilters: Entry[], properties: object = {}) =>
  ContentFilter.parse({
    id: `/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/a/raiPolicies/${name}`,
    name,
    properties: { type: "UserManaged", mode: "Blocking", contentFilters, ...properties },
  });
const normalized = (raw: ContentFilter, siblings: ContentFilter[] = []) =>
  normalizeContentFilter(raw, [raw, ...siblings], { account: "s", region: "westeurope", tags: {} });

describe("the strength of the harm filter", () => {
  test.each([
    ["Low", "high"],
    ["Medium", "medium"],
    ["High", "low"],
  ])("a threshold of %s is %s, since low filters most", (threshold, strength) => {
    expect(normalized(filter("f", blockingAll(threshold))).facets.contentFilter).toBe(strength);
  });

  test("is that of the weakest category and direction", () => {
    const entries = blockingAll("Low").map((entry) =>
      entry.name === "Violence" && entry.source === "Completion"
        ? { ...entry, severityThreshold: "High" }
        : entry,
    );
    expect(normalized(filter("f", entries)).facets.contentFilter).toBe("low");
  });

  test("is none where a category only annotates", () => {
    const entries = blockingAll("Low").map((entry) =>
      entry.name === "Hate" ? { ...entry, blocking: false } : entry,
    );
    const { facets, properties } = normalized(filter("f", entries));
    expect([facets.contentFilter, properties.openCategories]).toEqual(["none", ["hate"]]);
  });

  test("is none where a category is missing, or all are", () => {
    const withoutHate = blockingAll("Low").filter(({ name }) => name !== "Hate");
    expect(normalized(filter("f", withoutHate)).facets.contentFilter).toBe("none");
    expect(normalized(filter("f", [])).facets.contentFilter).toBe("none");
  });
});

describe("prompt attacks", () => {
  test.each([
    [[shield("Jailbreak"), shield("Indirect Attack")], "high"],
    [[shield("Jailbreak")], "medium"],
    [[shield("Indirect Attack")], "low"],
    [[shield("Jailbreak", false)], "none"],
    [[], "none"],
  ])("%j is %s", (entries, strength) => {
    expect(normalized(filter("f", entries)).facets.promptAttack).toBe(strength);
  });
});

describe("a caller may name another filter of the account in its request", () => {
  const strict = filter("strict", blockingAll("Low"));
  test("so a weaker one beside it makes this one overridable", () => {
    const { facets, properties } = normalized(strict, [filter("loose", blockingAll("High"))]);
    expect([facets.callerMayOverride, properties.weakerAlternatives]).toEqual([true, ["loose"]]);
  });

  test("but one as strong does not", () => {
    expect(normalized(strict, [filter("twin", blockingAll("Low"))]).facets.callerMayOverride).toBe(false);
  });

  test("and neither does one that Azure manages, which cannot be named", () => {
    const system = filter("Microsoft.Default", [], { type: "SystemManaged" });
    expect(normalized(strict, [system]).facets.callerMayOverride).toBe(false);
  });
});

test("a blocklist that only annotates denies no topic", () => {
  const lists = (blocking: boolean) => ({ customBlocklists: [{ blocklistName: "terms", blocking }] });
  expect(normalized(filter("f", [], lists(true))).facets.deniedTopics).toBe(true);
  expect(normalized(filter("f", [], lists(false))).facets.deniedTopics).toBe(false);
});

test("personal data is masked or blocked as its filter says", () => {
  const pii = (blocking: boolean) => [shield("Personally Identifiable Information", blocking)];
  expect(normalized(filter("f", pii(true))).facets.sensitiveInformation).toBe("block");
  expect(normalized(filter("f", pii(false))).facets.sensitiveInformation).toBe("mask");
  expect(normalized(filter("f", [])).facets.sensitiveInformation).toBe("none");
});
