import type { Band, Placed } from "./band-positions.ts";
import { elkLayout } from "./elk-engine.ts";
import { fitColumns } from "./fit-columns.ts";
import type { DrawnGraph } from "./group-nodes.ts";
import { pathGap, pathPlace, pathRowGap, pathRows } from "./path-rows.ts";

/** What a node is drawn as. */
export type NodeSize = { width: number; height: number };
export type Arrangement = "bands" | "path";
export type Layout = {
  nodes: readonly Placed[];
  bands: readonly Band[];
  nodeSize: NodeSize;
  /** Where nodes stood before they were moved into bands: what the next layout starts from. */
  loose: readonly Placed[];
};

const bandNode: NodeSize = { width: 208, height: 48 };
/** A node of a path breaks its name over two lines, so that it may be narrow. */
const pathNode = { minWidth: 148, maxWidth: 240, height: 68 };
const bandGap = 48;
/** About what a map has on the design width. */
const viewport = { width: 1110, height: 820 };

/** How tall a drawing stands on the design width, without what surrounds it. */
export function drawnHeight({ nodes, bands, nodeSize }: Layout): number {
  if (bands.length === 0) return Math.max(0, ...nodes.map(({ y }) => y)) + nodeSize.height;
  const width = Math.max(0, ...nodes.map(({ x }) => x)) + nodeSize.width + 2 * bandGap;
  const height = bands.reduce((sum, band) => sum + band.height, 0);
  return Math.round(height * Math.min(1, viewport.width / width));
}

type LayoutOptions = {
  /** What is drawn now: nodes that stay keep their order in it. */
  previous?: Layout | null;
  signal?: AbortSignal;
};

/** Places the nodes: a path in its own order from left to right, a map along its edges and in the bands of its layers. */
export async function layOut(
  graph: DrawnGraph,
  arrangement: Arrangement,
  options: LayoutOptions = {},
): Promise<Layout> {
  return arrangement === "path" ? inOrder(graph) : intoLayers(graph, options);
}

/** Says whether two graphs are placed alike: names and what is open on a node move nothing. */
export const layoutKey = ({ nodes, edges }: DrawnGraph): string =>
  JSON.stringify([nodes.map(({ id, layer }) => [id, layer]), edges.map(({ from, to }) => [from, to])]);

/** As wide as lets each row be seen in its true size, as long as names can be read. */
function inOrder({ nodes }: DrawnGraph): Layout {
  const { perRow } = pathRows(nodes.length);
  const room = (viewport.width - (perRow - 1) * pathGap) / perRow;
  const width = Math.round(Math.min(pathNode.maxWidth, Math.max(pathNode.minWidth, room)));
  return {
    nodes: nodes.map(({ id, layer }, index) => {
      const { column, row } = pathPlace(index, perRow);
      return { id, layer, x: column * (width + pathGap), y: row * (pathNode.height + pathRowGap) };
    }),
    bands: [],
    nodeSize: { width, height: pathNode.height },
    loose: [],
  };
}

async function intoLayers(graph: DrawnGraph, { previous, signal }: LayoutOptions): Promise<Layout> {
  const { nodes, edges } = graph;
  const ids = new Set(nodes.map(({ id }) => id));
  const drawn = new Map((previous?.loose ?? []).map((spot) => [spot.id, spot]));
  const isUpdate = nodes.some(({ id }) => drawn.has(id));
  const root = await elkLayout(
    {
      id: "root",
      layoutOptions: { ...optionsFor(edges.length), ...(isUpdate ? keepOrder : {}) },
      children: nodes.map(({ id }) => ({ id, ...bandNode, ...(isUpdate ? spotOf(id, drawn, edges) : {}) })),
      edges: pairsOf(edges)
        .filter(({ from, to }) => ids.has(from) && ids.has(to))
        .map(({ from, to }) => ({ id: `${from} ${to}`, sources: [from], targets: [to] })),
    },
    signal,
  );
  const spots = new Map((root.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
  const loose = nodes.map(({ id, layer }): Placed => ({ id, layer, ...(spots.get(id) ?? { x: 0, y: 0 }) }));
  const sizes = { nodeHeight: bandNode.height, gap: 14, padding: 22, columnWidth: bandNode.width + bandGap };
  return { ...fitColumns(loose, sizes, viewport), nodeSize: bandNode, loose };
}

const optionsFor = (edgeCount: number): Record<string, string> => ({
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.spacing.nodeNode": "28",
  "elk.layered.spacing.nodeNodeBetweenLayers": String(bandGap),
  "elk.layered.cycleBreaking.strategy": "GREEDY_MODEL_ORDER",
  ...(edgeCount <= neatEdgesMax ? neat : quick),
});
const neatEdgesMax = 100;
const neat = { "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX" };
/** With several hundred edges the neat way takes minutes; bands keep no more than the order anyway. */
const quick = { "elk.layered.nodePlacement.strategy": "SIMPLE", "elk.layered.thoroughness": "2" };
/** Columns and the order in them follow from where nodes were. */
const keepOrder = {
  "elk.layered.cycleBreaking.strategy": "INTERACTIVE",
  "elk.layered.layering.strategy": "INTERACTIVE",
  "elk.layered.crossingMinimization.strategy": "INTERACTIVE",
  "elk.separateConnectedComponents": "false",
};

type Spot = { x: number; y: number };

/** Where a node was, or for a new one the next column from what leads to it. */
function spotOf(id: string, drawn: ReadonlyMap<string, Spot>, edges: DrawnGraph["edges"]): Spot {
  const own = drawn.get(id);
  if (own) return { x: own.x, y: own.y };
  const step = bandNode.width + bandGap;
  for (const { from, to } of edges) {
    const [before, after] = [drawn.get(from), drawn.get(to)];
    if (to === id && before) return { x: before.x + step, y: before.y + 1 };
    if (from === id && after) return { x: Math.max(0, after.x - step), y: after.y + 1 };
  }
  return { x: 0, y: 0 };
}

const pairsOf = (edges: DrawnGraph["edges"]) => [
  ...new Map(edges.map((edge) => [`${edge.from}\n${edge.to}`, edge])).values(),
];
