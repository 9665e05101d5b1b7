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

describe("at the edges", () => {
  const minute = 60;
  const hour = 60 * minute;
  const day = 24 * hour;

  test.each([
    ["one second short of a minute", minute - 1, "now"],
    ["a minute", minute, "1m ago"],
    ["one second short of an hour", hour - 1, "59m ago"],
    ["an hour", hour, "1h ago"],
    ["one second short of a day", day - 1, "23h ago"],
    ["a day", day, "1d ago"],
    ["29 days", 29 * day, "29d ago"],
    ["30 days", 30 * day, "1mo ago"],
    ["364 days", 364 * day, "12mo ago"],
    ["365 days", 365 * day, "1y ago"],
    ["a century", 100 * 365 * day, "100y ago"],
    ["the begin of time", now.getTime() / 1000, "56y ago"],
  ])("%s", (_, seconds, text) => {
    expect(formatRelative(before(seconds), now)).toBe(text);
  });

  test.each([
    [minute - 1, "now"],
    [minute, "in 1m"],
    [hour - 1, "in 59m"],
    [day - 1, "in 23h"],
    [day, "in 1d"],
    [30 * day, "in 1mo"],
    [365 * day, "in 1y"],
  ])("what comes in %i seconds reads %s: never sooner than it is", (seconds, text) => {
    expect(formatRelative(before(-seconds), now)).toBe(text);
  });

  test("what is longer ago never reads as less long ago", () => {
    const units = ["now", "m", "h", "d", "mo", "y"];
    const rank = (text: string): [number, number] => {
      const [, count = "0", unit = "now"] = /^(\d+)(\w+) ago$/.exec(text) ?? [];
      return [units.indexOf(unit), Number(count)];
    };
    let last: [number, number] = [0, 0];
    for (let seconds = 0; seconds < 3 * 365 * day; seconds = Math.ceil(seconds * 1.01) + 1) {
      const [unit, count] = rank(formatRelative(before(seconds), now));
      expect([seconds, unit > last[0] || (unit === last[0] && count >= last[1])]).toEqual([seconds, true]);
      last = [unit, count];
    }
  });

  test("an hour that a clock skips or repeats is an hour: only instants are compared", () => {
    for (const change of ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"]) {
      const at = new Date(change);
      const later = new Date(at.getTime() + hour * 1000);
      expect(formatRelative(at, later)).toBe("1h ago");
      expect(formatRelative(later, at)).toBe("in 1h");
    }
  });

  test.each([
    ["2026-12-31T23:59:59.999Z", "31 Dec 2026, 23:59:59 UTC", "31 Dec 2026"],
    ["2024-02-29T00:00:00Z", "29 Feb 2024, 00:00:00 UTC", "29 Feb 2024"],
    ["1970-01-01T00:00:00Z", "1 Jan 1970, 00:00:00 UTC", "1 Jan 1970"],
    ["2026-06-30T22:30:00-03:30", "1 Jul 2026, 02:00:00 UTC", "1 Jul 2026"],
  ])("%s is %s", (at, instant, date) => {
    expect(formatInstant(new Date(at))).toBe(instant);
    expect(formatDay(new Date(at))).toBe(date);
  });

  test("a moment that is none is refused, rather than shown as a date", () => {
    expect(() => formatInstant(new Date("yesterday"))).toThrow(RangeError);
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
    [0, "0s"],
    [499, "0s"],
    [500, "1s"],
    [59_499, "59s"],
    [59_500, "1m 00s"],
    [3_599_499, "59m 59s"],
    [3_599_500, "1h 00m"],
    [86_400_000 * 3, "72h 00m"],
  ])("%i ms reads %s", (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});
