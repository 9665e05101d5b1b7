import { describe, expect, test } from "vitest";

import { formatDay, formatDuration, formatInstant, formatRelative } from "./format-time.ts";

const now = new Date("2026-03-10T12:00:00Z");
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe("formatRelative", () => {
  test.each([
    [0, "now"],
    [59, "now"],
    [60, "1m ago"],
    [3599, "59m ago"],
    [3600, "1h ago"],
    [86_399, "23h ago"],
    [86_400 * 3, "3d ago"],
    [2_592_000, "1mo ago"],
    [31_536_000 * 2, "2y ago"],
  ])("%i seconds ago reads %s", (seconds, text) => {
    expect(formatRelative(before(seconds), now)).toBe(text);
  });

  test("a coming instant is told apart from a past one", () => {
    expect(formatRelative(before(-172_800), now)).toBe("in 2d");
  });
});

test("an exact instant names its zone and does not depend on the reader's", () => {
  expect(formatInstant(now)).toBe("10 Mar 2026, 12:00:00 UTC");
  expect(formatDay(new Date("2026-03-10T23:59:59Z"))).toBe("10 Mar 2026");
});

describe("formatDuration", () => {
  test.each([
    [-5, "0s"],
    [59_400, "59s"],
    [65_000, "1m 05s"],
    [7_800_000, "2h 10m"],
  ])("%i ms reads %s", (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});
