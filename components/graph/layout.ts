import ELK from "elkjs/lib/elk-api.js";

import type { Band, Placed } from "./band-positions.ts";
import { fitColumns } from "./fit-columns.ts";
import type { DrawnGraph } from "./group-nodes.ts";

export const nodeWidth = 208;
export const nodeHeight = 48;
export type Arrangement = "bands" | "path";
export type Layout = { nodes: readonly Placed[]; bands: readonly Band[] };

const pathGap = 92;
const bandGap = 48;
/** About what a map has on the design width. */
const viewport = { width: 1150, height: 620 };
let engine: InstanceType<typeof ELK> | null = null;
const elk = () =>
  (engine ??= new ELK({
    // Layout of a large graph takes seconds; in a worker the page stays usable.
    workerFactory: () => new Worker(new URL("elkjs/lib/elk-worker.min.js", import.meta.url)),
  }));

/** Places the nodes: a path in its own order from left to right, a map along its edges and in the bands of its layers. */
export async function layOut(graph: DrawnGraph, arrangement: Arrangement): Promise<Layout> {
  return arrangement === "path" ? inOrder(graph) : intoLayers(graph);
}

const inOrder = ({ nodes }: DrawnGraph): Layout => ({
  nodes: nodes.map(({ id, layer }, index) => ({ id, layer, x: index * (nodeWidth + pathGap), y: 0 })),
  bands: [],
});

async function intoLayers({ nodes, edges }: DrawnGraph): Promise<Layout> {
  const ids = new Set(nodes.map(({ id }) => id));
  const root = await elk().layout({
    id: "root",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "RIGHT",
      "elk.spacing.nodeNode": "28",
      "elk.layered.spacing.nodeNodeBetweenLayers": String(bandGap),
      "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
      "elk.layered.cycleBreaking.strategy": "GREEDY_MODEL_ORDER",
    },
    children: nodes.map(({ id }) => ({ id, width: nodeWidth, height: nodeHeight })),
    edges: edges
      .filter(({ from, to }) => ids.has(from) && ids.has(to))
      .map(({ from, to, kind }) => ({ id: `${from} ${kind} ${to}`, sources: [from], targets: [to] })),
  });
  const spots = new Map((root.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
  const placed = nodes.map(({ id, layer }): Placed => ({ id, layer, ...(spots.get(id) ?? { x: 0, y: 0 }) }));
  return fitColumns(placed, { nodeHeight, gap: 14, padding: 22, columnWidth: nodeWidth + bandGap }, viewport);
}
