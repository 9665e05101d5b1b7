import ELK from "elkjs/lib/elk-api.js";

import type { Band, Placed } from "./band-positions.ts";
import { fitColumns } from "./fit-columns.ts";
import type { DrawnGraph } from "./group-nodes.ts";

/** What a node is drawn as. */
export type NodeSize = { width: number; height: number };
export type Arrangement = "bands" | "path";
export type Layout = { nodes: readonly Placed[]; bands: readonly Band[]; nodeSize: NodeSize };

const bandNode: NodeSize = { width: 208, height: 48 };
/** A node of a path breaks its name over two lines, so that it may be narrow. */
const pathNode = { minWidth: 148, maxWidth: 240, height: 68 };
const pathGap = 96;
const bandGap = 48;
/** About what a map has on the design width. */
const viewport = { width: 1110, height: 580 };
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

/** As wide as lets the whole path be seen in its true size, as long as names can be read. */
function inOrder({ nodes }: DrawnGraph): Layout {
  const room = (viewport.width - (nodes.length - 1) * pathGap) / Math.max(1, nodes.length);
  const width = Math.round(Math.min(pathNode.maxWidth, Math.max(pathNode.minWidth, room)));
  return {
    nodes: nodes.map(({ id, layer }, index) => ({ id, layer, x: index * (width + pathGap), y: 0 })),
    bands: [],
    nodeSize: { width, height: pathNode.height },
  };
}

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
    children: nodes.map(({ id }) => ({ id, ...bandNode })),
    edges: edges
      .filter(({ from, to }) => ids.has(from) && ids.has(to))
      .map(({ from, to, kind }) => ({ id: `${from} ${kind} ${to}`, sources: [from], targets: [to] })),
  });
  const spots = new Map((root.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
  const placed = nodes.map(({ id, layer }): Placed => ({ id, layer, ...(spots.get(id) ?? { x: 0, y: 0 }) }));
  const sizes = { nodeHeight: bandNode.height, gap: 14, padding: 22, columnWidth: bandNode.width + bandGap };
  return { ...fitColumns(placed, sizes, viewport), nodeSize: bandNode };
}
