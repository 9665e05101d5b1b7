import { describe, expect, test } from "vitest";

import { placeAfter, tabStop, type Place } from "./matrix-keys.ts";

const at = (row: number, column: number): Place => ({ row, column });
const press = (key: string, ctrlKey = false) => ({ key, ctrlKey });

/** A matrix as a picture: `#` is a cell, `.` a place that holds none. */
const shapeOf = (...lines: string[]) => ({
  rows: lines.length,
  columns: lines[0]?.length ?? 0,
  has: ({ row, column }: Place) => lines[row]?.[column] === "#",
});

const full = shapeOf("###", "###", "###");
const holed = shapeOf("#.#", ".##", "###");

describe("arrows", () => {
  test.each([
    ["ArrowUp", at(0, 1)],
    ["ArrowDown", at(2, 1)],
    ["ArrowLeft", at(1, 0)],
    ["ArrowRight", at(1, 2)],
  ])("%s goes one cell that way", (key, expected) => {
    expect(placeAfter(press(key), at(1, 1), full)).toEqual(expected);
  });

  test.each([
    ["ArrowUp", at(0, 0)],
    ["ArrowLeft", at(0, 0)],
    ["ArrowDown", at(2, 2)],
    ["ArrowRight", at(2, 2)],
  ])("%s stays at the edge, and does not go round", (key, from) => {
    expect(placeAfter(press(key), from, full)).toBeNull();
  });

  test.each([
    ["right, past a place without a cell", "ArrowRight", at(0, 0), at(0, 2)],
    ["left, past a place without a cell", "ArrowLeft", at(0, 2), at(0, 0)],
    ["down, past a place without a cell", "ArrowDown", at(0, 0), at(2, 0)],
    ["up, past a place without a cell", "ArrowUp", at(2, 0), at(0, 0)],
  ])("%s", (_, key, from, expected) => {
    expect(placeAfter(press(key), from, holed)).toEqual(expected);
  });

  test("nothing but empty places that way is the edge", () => {
    expect(placeAfter(press("ArrowLeft"), at(1, 1), holed)).toBeNull();
  });

  test.each(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"])(
    "%s with control is the browser's",
    (key) => {
      expect(placeAfter(press(key, true), at(1, 1), full)).toBeNull();
    },
  );
});

describe("home and end", () => {
  test("go to the ends of the row that hold a cell", () => {
    expect(placeAfter(press("Home"), at(1, 2), holed)).toEqual(at(1, 1));
    expect(placeAfter(press("End"), at(0, 0), holed)).toEqual(at(0, 2));
  });

  test("with control go to the ends of the matrix", () => {
    const shape = shapeOf("..#", "###", "#..");
    expect(placeAfter(press("Home", true), at(1, 1), shape)).toEqual(at(0, 2));
    expect(placeAfter(press("End", true), at(1, 1), shape)).toEqual(at(2, 0));
  });

  test("lead nowhere in a row without cells", () => {
    expect(placeAfter(press("Home"), at(0, 0), shapeOf("...", "###"))).toBeNull();
  });
});

test.each(["Tab", "Enter", " ", "Escape", "a", "PageDown", ""])("%o means nothing here", (key) => {
  expect(placeAfter(press(key), at(1, 1), full)).toBeNull();
});

describe("the one stop of the tab key", () => {
  test("is where the reader was", () => {
    expect(tabStop(at(1, 2), holed)).toEqual(at(1, 2));
  });

  test.each([
    ["a place that holds no cell", at(0, 1)],
    ["a row that is gone", at(7, 0)],
    ["a column that is gone", at(0, 7)],
    ["before the first", at(-1, -1)],
  ])("falls back to the first cell from %s", (_, wanted) => {
    expect(tabStop(wanted, holed)).toEqual(at(0, 0));
  });

  test("is the first that holds a cell, row by row", () => {
    expect(tabStop(at(0, 0), shapeOf("...", ".#.", "###"))).toEqual(at(1, 1));
  });

  test.each([
    ["no workload", shapeOf("", "")],
    ["no row", shapeOf()],
    ["no cell", shapeOf("..", "..")],
  ])("is nowhere where there is %s", (_, shape) => {
    expect(tabStop(at(0, 0), shape)).toBeNull();
  });
});

test("from any cell of any small matrix, keys only ever lead to a cell", () => {
  const keys = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"];
  for (let pattern = 0; pattern < 512; pattern++) {
    const lines = [0, 1, 2].map((row) =>
      [0, 1, 2].map((column) => (pattern & (1 << (row * 3 + column)) ? "#" : ".")).join(""),
    );
    const shape = shapeOf(...lines);
    const stop = tabStop(at(0, 0), shape);
    expect([lines, stop === null]).toEqual([lines, pattern === 0]);
    if (!stop) continue;
    const reached = keys
      .flatMap((key) => [press(key), press(key, true)])
      .flatMap((pressed) => placeAfter(pressed, stop, shape) ?? []);
    expect([lines, reached.filter((place) => !shape.has(place))]).toEqual([lines, []]);
  }
});
