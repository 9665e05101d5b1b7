import { Position } from "@xyflow/react";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { edgeLine, routeOf } from "./edge-route.ts";

const size = { width: 200, height: 50 };
const node = (id: string, x: number, y: number) => ({ id, x, y });
const origin = node("from", 0, 0);
const route = (to: { id: string; x: number; y: number }, others: ReturnType<typeof node>[] = []) =>
  routeOf(origin, to, [origin, to, ...others], size);

describe("an edge with nothing in its way takes the short way", () => {
  test.each([
    ["to the right", 300, 0, "right", "left"],
    ["to the right and far below", 300, 900, "right", "left"],
    ["to the left", -300, 0, "left", "right"],
    ["to the left and above", -300, -80, "left", "right"],
    ["straight down", 0, 90, "bottom", "top"],
    ["straight up", 0, -90, "top", "bottom"],
    ["onto the same spot", 0, 0, "bottom", "top"],
  ])("%s", (_, x, y, sourceHandle, targetHandle) => {
    expect(route(node("to", x, y))).toEqual({ sourceHandle, targetHandle });
  });

  test("an end that is not drawn leaves the edge its usual sides instead of none", () => {
    expect(routeOf(undefined, undefined, [], size)).toEqual({ sourceHandle: "bottom", targetHandle: "top" });
    expect(routeOf(undefined, node("to", 300, 0), [], size)).toEqual({
      sourceHandle: "right",
      targetHandle: "left",
    });
  });
});

describe("an edge with a node in its way goes round it", () => {
  test.each([
    ["in a row, to the right", node("to", 600, 0), node("x", 300, 0), "top"],
    ["in a row, to the left", node("to", -600, 0), node("x", -300, 0), "top"],
    ["in a row that is not quite straight", node("to", 600, 30), node("x", 300, -20), "top"],
    ["in a column, down", node("to", 0, 200), node("x", 0, 100), "right"],
    ["in a column, up", node("to", 0, -200), node("x", 0, -100), "right"],
    ["in a column that is not quite straight", node("to", 60, 200), node("x", -40, 100), "right"],
  ])("%s", (_, to, between, side) => {
    expect(route(to, [between])).toEqual({ sourceHandle: side, targetHandle: side });
  });

  test.each([
    ["beside the row", node("to", 600, 0), node("x", 300, 80), "right"],
    ["beside the column", node("to", 0, 200), node("x", 300, 100), "bottom"],
    ["before the row begins", node("to", 600, 0), node("x", -300, 0), "right"],
    ["after the row ends", node("to", 600, 0), node("x", 900, 0), "right"],
    ["below the end of the column", node("to", 0, 200), node("x", 0, 300), "bottom"],
    ["near a line that goes across", node("to", 600, 400), node("x", 300, 200), "right"],
  ])("but not round a node %s", (_, to, other, sourceHandle) => {
    expect(route(to, [other]).sourceHandle).toBe(sourceHandle);
  });

  test("the two ends are never in their own way", () => {
    const to = node("to", 600, 0);
    expect(routeOf(origin, to, [origin, to], size).sourceHandle).toBe("right");
  });

  test("there and back go by the same side, so that two edges read as a pair", () => {
    const to = node("to", 600, 0);
    const nodes = [origin, to, node("x", 300, 0)];
    expect(routeOf(to, origin, nodes, size)).toEqual(routeOf(origin, to, nodes, size));
  });
});

test("whatever is drawn, an edge either goes round by one side or leaves towards its target", () => {
  const spot = fc.record({ x: fc.integer({ min: -3, max: 3 }), y: fc.integer({ min: -3, max: 3 }) });
  fc.assert(
    fc.property(fc.array(spot, { minLength: 2, maxLength: 8 }), (spots) => {
      const nodes = spots.map(({ x, y }, index) => node(String(index), x * 256, y * 62));
      const [from, to] = nodes;
      if (!from || !to) return;
      const { sourceHandle, targetHandle } = routeOf(from, to, nodes, size);
      const towards = {
        right: to.x > from.x,
        left: to.x < from.x,
        bottom: to.y >= from.y,
        top: to.y < from.y,
      };
      expect(sourceHandle === targetHandle || towards[sourceHandle]).toBe(true);
    }),
    { seed: 7, numRuns: 300 },
  );
});

describe("the line", () => {
  const numbers = (path: string) => path.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? [];
  const row = { sourceX: 0, sourceY: 0, targetX: 500, targetY: 0 };
  const column = { sourceX: 0, sourceY: 0, targetX: 0, targetY: 300 };

  test("of an edge with free sight begins and ends at its nodes, with its words half-way", () => {
    const line = edgeLine({ ...row, sourcePosition: Position.Right, targetPosition: Position.Left });
    expect(numbers(line.path).slice(0, 2)).toEqual([0, 0]);
    expect(numbers(line.path).slice(-2)).toEqual([500, 0]);
    expect([line.labelX, line.labelY]).toEqual([250, 0]);
  });

  test("of an edge that goes round a row rises above it, and its words with it", () => {
    const line = edgeLine({ ...row, sourcePosition: Position.Top, targetPosition: Position.Top });
    const [, , , firstY, , secondY, endX, endY] = numbers(line.path);
    expect(firstY).toBeLessThan(0);
    expect(secondY).toBe(firstY);
    expect([endX, endY]).toEqual([500, 0]);
    expect(line.labelX).toBe(250);
    expect(line.labelY).toBeLessThan(0);
    expect(line.labelY).toBeGreaterThan(firstY ?? 0);
  });

  test("of an edge that goes round a column bends to its right", () => {
    const line = edgeLine({ ...column, sourcePosition: Position.Right, targetPosition: Position.Right });
    const [, , firstX, , secondX] = numbers(line.path);
    expect(firstX).toBeGreaterThan(0);
    expect(secondX).toBe(firstX);
    expect(line.labelX).toBeGreaterThan(0);
    expect(line.labelY).toBe(150);
  });
});
