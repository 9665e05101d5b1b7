import { describe, expect, test } from "vitest";

import { parseMoment } from "./moment.ts";

const now = new Date("2026-11-30T03:20:00Z");

describe("a moment", () => {
  test.each([
    ["2026-11-01", "2026-11-01T23:59:59.999Z"],
    ["2026-11-30", "2026-11-30T03:20:00.000Z"],
    ["2026-12-01", "2026-12-01T23:59:59.999Z"],
    ["2026-11-01T10:00Z", "2026-11-01T10:00:00.000Z"],
    ["2026-11-01T10:00:01.5+02:00", "2026-11-01T08:00:01.500Z"],
  ])("written %s is %s", (text, expected) => {
    expect(parseMoment(text, now)?.toISOString()).toBe(expected);
  });

  test.each([
    "",
    "yesterday",
    "2026-02-30",
    "2026-13-01",
    "2026-11-01T10:00",
    "2026-11-01T25:00Z",
    "1764473400",
  ])("is not %s", (text) => {
    expect(parseMoment(text, now)).toBeNull();
  });
});
