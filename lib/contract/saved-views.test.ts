import { describe, expect, test } from "vitest";

import { CreateSavedView, ChangeSavedView } from "./saved-views.ts";

const parse = (overrides: object) =>
  CreateSavedView.safeParse({ page: "findings", name: "Mine", query: "severity=high", ...overrides });
const problemOf = (overrides: object) => parse(overrides).error?.issues.map(({ path }) => path.join("."));

describe("a view to be saved", () => {
  test.each([
    "",
    "severity=high,critical&layer=data",
    "status=open&due=overdue&q=50%25%20of%20it",
    "assignee=me&team=x&view=list",
    "check=aws/s3/bucket-public&sort=newest",
    "view=groups",
  ])("keeps %j", (query) => {
    expect(parse({ query }).data?.query).toBe(query);
  });

  test("may be given as it stands in the address", () => {
    expect(parse({ query: "?severity=high" }).data?.query).toBe("severity=high");
  });

  test.each([
    ["an unknown filter", "color=red"],
    ["an unknown value", "severity=awful"],
    ["one unknown value among known ones", "severity=high,awful"],
    ["an unknown way to show it", "view=map"],
    ["a place in the list", "cursor=abc"],
    ["a length of page", "limit=5"],
    ["the finding that was open", "finding=f1"],
    ["another address", "//evil.example/?severity=high"],
    ["a prototype's name", "__proto__=x"],
    ["an inherited name", "constructor=x"],
  ])("does not keep %s", (_, query) => {
    expect(problemOf({ query })).toEqual(["query"]);
  });

  test("is of bounded length", () => {
    expect(parse({ query: `q=${"a".repeat(7998)}` }).success).toBe(true);
    expect(problemOf({ query: `q=${"a".repeat(7999)}` })).toEqual(["query"]);
  });

  test.each(["", "   ", "a".repeat(61)])("needs a name of 1 to 60 characters, not %j", (name) => {
    expect(problemOf({ name })).toEqual(["name"]);
    expect(ChangeSavedView.safeParse({ name }).success).toBe(false);
  });

  test("is named without the blanks around it, and otherwise as it was written", () => {
    expect(parse({ name: "  <b>Über 人</b> " }).data?.name).toBe("<b>Über 人</b>");
  });

  test("is of a page that has views", () => {
    expect(problemOf({ page: "settings" })).toEqual(["page"]);
    expect(parse({ page: "findings", userId: "somebody else" }).success).toBe(false);
  });
});
