import { describe, expect, test } from "vitest";

import { sampleResource } from "#lib/domain/sample-resource.ts";
import { momentsOf, spansOf } from "./past-spans.ts";

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const seen = (key: string, from: number, to: number | null, failed: boolean) => ({
  resource: sampleResource("data-store", key),
  from: at(from),
  to: to === null ? null : at(to),
  failed,
});
const spans = (...all: ReturnType<typeof seen>[]) =>
  spansOf(all).map(({ resource, from, to }) => [resource.key, from.getUTCDate(), to?.getUTCDate() ?? null]);

describe("how long a resource would have failed", () => {
  test("is one time while it fails again and again", () => {
    expect(spans(seen("a", 3, null, true), seen("a", 1, 2, true), seen("a", 2, 3, true))).toEqual([
      ["a", 1, null],
    ]);
  });
  test("is two times where it passed in between, or was gone", () => {
    expect(spans(seen("a", 1, 2, true), seen("a", 2, 3, false), seen("a", 3, 4, true))).toEqual([
      ["a", 1, 2],
      ["a", 3, 4],
    ]);
    expect(spans(seen("a", 1, 2, true), seen("a", 5, null, true))).toEqual([
      ["a", 1, 2],
      ["a", 5, null],
    ]);
  });
  test("is nothing where it never failed, and each resource's own", () => {
    expect(spans(seen("a", 1, null, false), seen("b", 2, null, true))).toEqual([["b", 2, null]]);
  });
});

describe("the moments that are looked at", () => {
  const changes = (days: readonly number[]) => days.map((day) => ({ from: at(day), to: null }));
  const days = ({ moments }: ReturnType<typeof momentsOf>) => moments.map((one) => one.getUTCDate());

  test("are the beginning and every change within the time", () => {
    expect(days(momentsOf(changes([3, 1, 7, 3, 20]), at(2), at(10), 1))).toEqual([2, 3, 7]);
  });
  test("are thinned where there are too many, the first and the last kept", () => {
    const many = Array.from({ length: 500 }, (_, index) => ({
      from: new Date(at(1).getTime() + index * 60_000),
      to: null,
    }));
    const { moments, isThinned } = momentsOf(many, at(1), at(5), 1);
    expect(isThinned).toBe(true);
    expect(moments).toHaveLength(40);
    expect(moments[0]).toEqual(at(1));
    expect(moments.at(-1)).toEqual(many.at(-1)?.from);
  });
  test("are fewer, the larger the estate", () => {
    expect(momentsOf(changes([2, 3, 4, 5, 6]), at(1), at(9), 400_000).moments).toHaveLength(2);
  });
});
