import { describe, expect, test } from "vitest";

import { moved, rowRange, withSelected } from "./row-range.ts";

const ids = ["a", "b", "c", "d"];

describe("rowRange", () => {
  test("covers both ends whichever way it is drawn", () => {
    expect(rowRange(ids, "b", "d")).toEqual(["b", "c", "d"]);
    expect(rowRange(ids, "d", "b")).toEqual(["b", "c", "d"]);
  });

  test("is the target alone without an anchor that is still listed", () => {
    expect(rowRange(ids, null, "c")).toEqual(["c"]);
    expect(rowRange(ids, "filtered-away", "c")).toEqual(["c"]);
  });
});

describe("withSelected", () => {
  test("adds and takes away without touching the set it was given", () => {
    const selected = new Set(["a"]);
    expect([...withSelected(selected, ["b", "c"], true)]).toEqual(["a", "b", "c"]);
    expect([...withSelected(selected, ["a"], false)]).toEqual([]);
    expect([...selected]).toEqual(["a"]);
  });
});

describe("moved", () => {
  test.each([
    [0, -1, 0],
    [0, 1, 1],
    [3, 1, 3],
    [-1, 1, 0],
  ])("from %i by %i goes to %i of four", (index, by, expected) => {
    expect(moved(index, by, 4)).toBe(expected);
  });
});
