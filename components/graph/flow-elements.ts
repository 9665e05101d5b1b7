import { MarkerType } from "@xyflow/react";

import type { BandFlowNode } from "./band-node.tsx";
import type { DrawnLine } from "./drawn-lines.ts";
import { lineWords } from "./drawn-lines.ts";
import { routeOf } from "./edge-route.ts";
import type { DrawnGraph } from "./group-nodes.ts";
import type { Layout } from "./layout.ts";
import type { ReasonFlowEdge } from "./reason-edge.tsx";
import { reasonBoxes } from "./reason-boxes.ts";
import type { ResourceFlowNode } from "./resource-node.tsx";

const bandMargin = 48;

/** The chosen node, and what stands one step from it. */
export function near(selectedId: string | null, lines: readonly DrawnLine[]): ReadonlySet<string> | null {
  if (selectedId === null) return null;
  const touching = lines.filter(({ from, to }) => from === selectedId || to === selectedId);
  return new Set([selectedId, ...touching.flatMap(({ from, to }) => [from, to])]);
}

/** Nodes and bands; what the layout has not placed yet is left out. */
export function toFlowNodes(
  graph: DrawnGraph,
  layout: Layout,
  selectedId: string | null,
  inFocus: ReadonlySet<string> | null,
): (ResourceFlowNode | BandFlowNode)[] {
  const spots = new Map(layout.nodes.map((node) => [node.id, node]));
  const width = Math.max(0, ...layout.nodes.map(({ x }) => x)) + layout.nodeSize.width + 2 * bandMargin;
  const tabStop = selectedId !== null && spots.has(selectedId) ? selectedId : layout.nodes[0]?.id;
  const bands = layout.bands.map(({ layer, top, height }): BandFlowNode => ({
    id: `band:${layer}`,
    type: "band",
    position: { x: -bandMargin, y: top },
    data: { layer, width, height },
    selectable: false,
    zIndex: -1,
  }));
  const resources = graph.nodes.flatMap((node): ResourceFlowNode[] => {
    const spot = spots.get(node.id);
    if (!spot) return [];
    return [
      {
        id: node.id,
        type: "resource",
        position: { x: spot.x, y: spot.y },
        data: {
          node,
          size: layout.nodeSize,
          isSelected: node.id === selectedId,
          isFaded: inFocus !== null && !inFocus.has(node.id),
          isTabStop: node.id === tabStop,
        },
      },
    ];
  });
  return [...bands, ...resources];
}

/** Lines; on a map only those of the chosen node say their words, on a path all do, with the reason below. */
export function toFlowEdges(
  lines: readonly DrawnLine[],
  layout: Layout,
  selectedId: string | null,
  lineId: string | null,
): ReasonFlowEdge[] {
  const spots = new Map(layout.nodes.map((node) => [node.id, node]));
  const isPath = layout.bands.length === 0;
  const boxes = isPath ? reasonBoxes(layout, lines) : null;
  return lines.flatMap((line): ReasonFlowEdge[] => {
    const [from, to] = [spots.get(line.from), spots.get(line.to)];
    if (!from || !to) return [];
    const touches = line.from === selectedId || line.to === selectedId;
    const isChosen = line.id === lineId;
    return [
      {
        id: line.id,
        type: "reason",
        source: line.from,
        target: line.to,
        ...routeOf(from, to, layout.nodes, layout.nodeSize),
        // What belongs to the chosen node is seen whole.
        zIndex: touches || isChosen ? 1 : 0,
        markerEnd: {
          type: MarkerType.ArrowClosed,
          width: 14,
          height: 14,
          color: markerColor(line, isChosen),
        },
        data: {
          words: lineWords(line),
          reason: line.edges.flatMap(({ reason }) => reason ?? []).join("; ") || null,
          basis: line.basis,
          box: boxes?.get(line.id) ?? null,
          isShown: isPath || touches || isChosen,
          isFaded: selectedId !== null && !touches && !isPath,
          isBroken: line.isBroken,
          isChosen,
        },
      },
    ];
  });
}

function markerColor({ isBroken }: DrawnLine, isChosen: boolean): string {
  if (isChosen) return "var(--color-accent)";
  return isBroken ? "var(--color-critical)" : "var(--color-line-strong)";
}
