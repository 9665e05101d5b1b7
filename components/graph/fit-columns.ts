import { intoBands, type BandSizes, type Bands, type Placed } from "./band-positions.ts";

export type Viewport = { width: number; height: number };

/**
 * The bands, with the columns of the layout pushed together until the drawing is as large in the viewport as it can
 * be: a long chain would otherwise be one thin line. The order from left to right stays.
 */
export function fitColumns(placed: readonly Placed[], sizes: BandSizes, viewport: Viewport): Bands {
  const ranks = new Map(
    [...new Set(placed.map(({ x }) => Math.round(x)))].toSorted((a, b) => a - b).map((x, rank) => [x, rank]),
  );
  let best: { bands: Bands; zoom: number } | null = null;
  for (let columns = 1; columns <= Math.max(1, ranks.size); columns++) {
    const pushed = placed.map((node) => {
      const rank = ranks.get(Math.round(node.x)) ?? 0;
      return { ...node, x: Math.floor((rank * columns) / ranks.size) * sizes.columnWidth };
    });
    const bands = intoBands(pushed, sizes);
    const height = bands.bands.reduce((sum, band) => sum + band.height, 0);
    // It is never drawn larger than life, and of two as large the wider one is less folded.
    const zoom = Math.min(
      1,
      viewport.width / (columns * sizes.columnWidth),
      viewport.height / Math.max(1, height),
    );
    if (!best || zoom >= best.zoom) best = { bands, zoom };
  }
  return best?.bands ?? { nodes: [], bands: [] };
}
