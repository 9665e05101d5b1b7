import { describe, expect, test } from "vitest";

import { allChecks } from "#lib/posture/check-by-id.ts";
import { withParametersOf } from "./parameters-file.ts";

const read = (text: string) => withParametersOf(allChecks, text, "p.yaml");

test("a file sets what checks decide by, and leaves the rest as usual", () => {
  const chosen = read("gcp/audit-retention:\n  retainedDaysMin: 30\n");
  expect(chosen.find(({ id }) => id === "gcp/audit-retention")?.values).toEqual({ retainedDaysMin: 30 });
  expect(chosen.filter((check, at) => check !== allChecks[at])).toHaveLength(1);
});

test("an empty file sets nothing", () => {
  expect(read("")).toEqual(allChecks);
});

describe("a file is refused that", () => {
  test.each([
    ["is no YAML", "a: [", /p\.yaml is not YAML/],
    ["is a list", "- a", /must hold check ids/],
    ["names no check", "aws/none: {}", /aws\/none: There is no such check/],
    ["names no parameter of the check", "gcp/audit-retention: { days: 1 }", /days: It has retainedDaysMin/],
    ["goes out of bounds", "gcp/audit-retention: { retainedDaysMin: 0 }", /At least 1 days/],
    ["gives text for a number", "gcp/audit-retention: { retainedDaysMin: many }", /a number or a list/],
    ["sets a prototype", "__proto__: { a: 1 }", /There is no such check/],
    ["refers to itself", "a: &a [*a]", /not YAML|a number or a list|no such check/],
  ])("%s", (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
