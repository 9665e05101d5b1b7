import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { layers } from "#lib/domain/layer.ts";

import type { Placed } from "./band-positions.ts";
import { fitColumns } from "./fit-columns.ts";

const sizes = { nodeHeight: 50, gap: 10, padding: 20, columnWidth: 200 };
const viewport = { width: 1000, height: 600 };
const chain = (length: number, layer: Placed["layer"]): Placed[] =>
  Array.from({ length }, (_, index) => ({ id: String(index), layer, x: index * 300, y: 0 }));
const widthOf = (nodes: readonly Placed[]) => Math.max(...nodes.map(({ x }) => x)) + sizes.columnWidth;

describe("fitColumns", () => {
  test("a long chain is folded so that it is larger in the viewport", () => {
    const { nodes, bands } = fitColumns(chain(20, "data"), sizes, viewport);
    expect(widthOf(nodes)).toBeLessThan(20 * sizes.columnWidth);
    expect(bands[0]?.height).toBeGreaterThan(90);
  });

  test("what fits already is left alone", () => {
    expect(widthOf(fitColumns(chain(4, "data"), sizes, viewport).nodes)).toBe(4 * sizes.columnWidth);
  });

  test("nothing to draw is nothing drawn", () => {
    expect(fitColumns([], sizes, viewport)).toEqual({ nodes: [], bands: [] });
  });

  test("no node passes another on its way from left to right, and none overlap", () => {
    const placed = fc.array(
      fc.record({ layer: fc.constantFrom(...layers), x: fc.integer({ min: 0, max: 3000 }) }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(placed, (loose) => {
        const before = loose.map((node, index) => ({ ...node, id: String(index), y: 0 }));
        const { nodes } = fitColumns(before, sizes, viewport);
        expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(before.length);
        const newX = new Map(nodes.map(({ id, x }) => [id, x]));
        const inOrder = before.toSorted((a, b) => a.x - b.x).map(({ id }) => newX.get(id) ?? -1);
        expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
      }),
    );
  });
});
