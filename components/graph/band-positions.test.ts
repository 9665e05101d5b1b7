import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { layers } from "#lib/domain/layer.ts";

import { intoBands, type Placed } from "./band-positions.ts";

const sizes = { nodeHeight: 50, gap: 10, padding: 20, columnWidth: 200 };
const at = (id: string, layer: Placed["layer"], x: number, y = 0): Placed => ({ id, layer, x, y });

describe("intoBands", () => {
  test("puts the layers below each other in their fixed order, and leaves out those without a node", () => {
    const { bands } = intoBands([at("p", "pipeline", 0), at("m", "model", 0)], sizes);
    expect(bands).toEqual([
      { layer: "model", top: 0, height: 90 },
      { layer: "pipeline", top: 90, height: 90 },
    ]);
  });

  test("stacks what shares a column in the order it was found", () => {
    const { nodes, bands } = intoBands([at("b", "data", 210, 90), at("a", "data", 190, 10)], sizes);
    expect(nodes.map(({ id, x, y }) => [id, x, y])).toEqual([
      ["a", 200, 20],
      ["b", 200, 80],
    ]);
    expect(bands[0]?.height).toBe(150);
  });

  test("no two nodes overlap and each stays in its band", () => {
    const placed = fc.array(
      fc.record({
        layer: fc.constantFrom(...layers),
        x: fc.integer({ min: 0, max: 2000 }),
        y: fc.integer({ min: 0, max: 2000 }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(placed, (loose) => {
        const { nodes, bands } = intoBands(
          loose.map((node, index) => ({ ...node, id: String(index) })),
          sizes,
        );
        expect(nodes).toHaveLength(loose.length);
        expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(nodes.length);
        for (const node of nodes) {
          const band = bands.find(({ layer }) => layer === node.layer);
          expect(node.y).toBeGreaterThanOrEqual(band?.top ?? Infinity);
          expect(node.y + sizes.nodeHeight).toBeLessThanOrEqual((band?.top ?? 0) + (band?.height ?? 0));
        }
      }),
    );
  });
});
