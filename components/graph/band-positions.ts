import { layers, type Layer } from "#lib/domain/layer.ts";

export type Placed = { id: string; layer: Layer; x: number; y: number };
export type Band = { layer: Layer; top: number; height: number };
export type Bands = { nodes: Placed[]; bands: Band[] };
export type BandSizes = { nodeHeight: number; gap: number; padding: number; columnWidth: number };

/**
 * Keeps how far right the layout put each node, and moves it down into the band of its layer. Nodes that would meet
 * in one column of a band stand below each other, in the order the layout found. Layers without a node have no band.
 */
export function intoBands(placed: readonly Placed[], sizes: BandSizes): Bands {
  const { nodeHeight, gap, padding, columnWidth } = sizes;
  const nodes: Placed[] = [];
  const bands: Band[] = [];
  let top = 0;
  for (const layer of layers) {
    const members = placed.filter((node) => node.layer === layer).toSorted((a, b) => a.y - b.y || a.x - b.x);
    if (members.length === 0) continue;
    const columns = Map.groupBy(members, ({ x }) => Math.round(x / columnWidth));
    const rows = Math.max(...[...columns.values()].map((column) => column.length));
    const height = rows * nodeHeight + (rows - 1) * gap + 2 * padding;
    for (const [column, stack] of columns)
      for (const [row, node] of stack.entries())
        nodes.push({ ...node, x: column * columnWidth, y: top + padding + row * (nodeHeight + gap) });
    bands.push({ layer, top, height });
    top += height;
  }
  return { nodes, bands };
}
