import { describe, expect, test } from "vitest";

import { layers } from "#lib/domain/layer.ts";

import type { DrawnGraph, DrawnNode } from "./group-nodes.ts";
import { layOut } from "./layout.ts";

const node = (id: string, layer: DrawnNode["layer"] = "data"): DrawnNode => ({
  id,
  name: id,
  typeTitle: "S3 bucket",
  class: "data-store",
  layer,
  worst: null,
  openCount: 0,
  role: null,
  memberIds: [id],
});
const path = (length: number): DrawnGraph => ({
  nodes: Array.from({ length }, (_, index) => node(`n${index}`, layers[index % layers.length] ?? "data")),
  edges: [],
});
const laidOut = async (length: number) => {
  const { nodes, nodeSize, bands } = await layOut(path(length), "path");
  const right = Math.max(0, ...nodes.map(({ x }) => x)) + nodeSize.width;
  return { nodes, nodeSize, bands, right };
};
/** What a card of an issue has on the design width, less its margins. */
const room = 1166;

describe("a path", () => {
  test("stands in its own order from left to right, in one row, whatever the layers", async () => {
    const { nodes } = await laidOut(5);
    expect(nodes.map(({ id }) => id)).toEqual(["n0", "n1", "n2", "n3", "n4"]);
    expect(nodes.map(({ x }) => x)).toEqual(nodes.map(({ x }) => x).toSorted((a, b) => a - b));
    expect(new Set(nodes.map(({ y }) => y))).toEqual(new Set([0]));
    expect(nodes.map(({ layer }) => layer)).toEqual([...layers]);
  });

  test.each([1, 2, 3, 4, 5])("of %i is seen whole in its true size", async (length) => {
    expect((await laidOut(length)).right).toBeLessThanOrEqual(room);
  });

  test.each([2, 3, 4, 5, 6, 9, 15])("of %i leaves a word's width between its nodes", async (length) => {
    const { nodes, nodeSize } = await laidOut(length);
    for (const [index, node] of nodes.entries()) {
      const next = nodes[index + 1];
      if (!next) continue;
      const beside = Math.abs(next.x - node.x) - nodeSize.width;
      const below = next.y - node.y - nodeSize.height;
      expect(Math.max(beside, below)).toBeGreaterThanOrEqual(80);
    }
  });

  test.each([6, 9, 15])(
    "of %i turns into rows that are read to and fro, each in its true size",
    async (length) => {
      const { nodes, right } = await laidOut(length);
      expect(right).toBeLessThanOrEqual(room);
      const rows = [...Map.groupBy(nodes, ({ y }) => y).values()];
      expect(rows).toHaveLength(Math.ceil(length / 5));
      for (const [index, row] of rows.entries()) {
        const xs = row.map(({ x }) => x);
        expect(xs).toEqual(xs.toSorted((a, b) => (index % 2 === 0 ? a - b : b - a)));
        const before = rows[index - 1]?.at(-1);
        expect(before?.x ?? row[0]?.x).toBe(row[0]?.x);
      }
    },
  );

  test("is never so long that its nodes become unreadable, and never so short that they sprawl", async () => {
    expect((await laidOut(15)).nodeSize.width).toBeGreaterThanOrEqual(140);
    expect((await laidOut(1)).nodeSize.width).toBeLessThanOrEqual(240);
    expect((await laidOut(2)).nodeSize.width).toBe((await laidOut(1)).nodeSize.width);
  });

  test("has no bands: it is read along its edges", async () => {
    expect((await laidOut(3)).bands).toEqual([]);
  });

  test("of nothing is nothing, with a size that can be drawn", async () => {
    const { nodes, nodeSize } = await laidOut(0);
    expect(nodes).toEqual([]);
    expect(nodeSize.width).toBeGreaterThan(0);
    expect(Number.isFinite(nodeSize.width)).toBe(true);
  });

  test("with one resource twice places both", async () => {
    const { nodes } = await layOut({ nodes: [node("a"), node("a")], edges: [] }, "path");
    expect(new Set(nodes.map(({ x }) => x)).size).toBe(2);
  });
});
