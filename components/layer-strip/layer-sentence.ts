import type { LayerCell } from "#lib/contract/layer-strip.ts";
import { layers, layerTitles } from "#lib/domain/layer.ts";

/** Always five cells in the fixed order; a layer nobody reported on is unknown, not clean. */
export const inOrder = (cells: readonly LayerCell[]): LayerCell[] =>
  layers.map(
    (layer) =>
      cells.find((cell) => cell.layer === layer) ?? { layer, worst: null, openCount: 0, known: false },
  );

/** "Identity: 3 open, worst critical, coverage incomplete". */
export function cellSentence({ layer, worst, openCount, known }: LayerCell): string {
  const parts = [openCount === 0 ? "nothing open" : `${openCount} open`];
  if (worst && openCount > 0) parts.push(`worst ${worst}`);
  if (!known) parts.push("coverage incomplete");
  return `${layerTitles[layer]}: ${parts.join(", ")}`;
}

export const stripSentence = (cells: readonly LayerCell[]): string =>
  `${inOrder(cells).map(cellSentence).join(". ")}.`;
