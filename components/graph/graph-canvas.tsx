"use client";
import "@xyflow/react/dist/base.css";
import "./graph.css";

import {
  ConnectionMode,
  Controls,
  MarkerType,
  ReactFlow,
  type FitViewOptions,
  type Node,
} from "@xyflow/react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, type KeyboardEvent } from "react";

import type { GraphEdge } from "#lib/contract/graph.ts";

import { ErrorState } from "../ui/error-state.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { BandNode, type BandFlowNode } from "./band-node.tsx";
import { edgeId } from "./edge-id.ts";
import { routeOf } from "./edge-route.ts";
import type { DrawnGraph } from "./group-nodes.ts";
import { layOut, type Arrangement, type Layout } from "./layout.ts";
import { ReasonEdge, type ReasonFlowEdge } from "./reason-edge.tsx";
import { ResourceNode, type ResourceFlowNode } from "./resource-node.tsx";
import { isTravelKey, travel } from "./travel.ts";

export type CanvasProps = {
  graph: DrawnGraph;
  arrangement: Arrangement;
  label: string;
  selectedId: string | null;
  onSelect: (id: string | null) => void;
  onOpen: (id: string) => void;
  /** Edges that a simulated fix takes away. */
  brokenEdges?: ReadonlySet<string>;
};

const nodeTypes = { resource: ResourceNode, band: BandNode };
const edgeTypes = { reason: ReasonEdge };
const bandMargin = 48;
/** The buttons stand below the drawing, not on it. */
const fitOptions: FitViewOptions = {
  padding: { top: "16px", left: "16px", right: "16px", bottom: "52px" },
  maxZoom: 1,
};

/** The graph, drawn. Arrow keys travel along the edges, enter opens, escape lets go. */
export default function GraphCanvas(props: CanvasProps) {
  const { graph, arrangement, label, selectedId, onSelect, onOpen } = props;
  const query = useQuery({
    queryKey: ["graph-layout", arrangement, graph],
    queryFn: () => layOut(graph, arrangement),
    staleTime: Infinity,
    gcTime: 60_000,
    // Trying again by itself would only keep the reader waiting.
    retry: false,
  });
  const layout = query.data;
  const near = useMemo(() => neighbours(selectedId, graph.edges), [selectedId, graph.edges]);
  const nodes = useMemo(
    () => (layout ? toFlowNodes(graph, layout, selectedId, near) : []),
    [graph, layout, selectedId, near],
  );
  const edges = useMemo(
    () => (layout ? toFlowEdges(graph.edges, layout, selectedId, props.brokenEdges) : []),
    [graph.edges, layout, selectedId, props.brokenEdges],
  );
  if (query.error)
    return (
      <ErrorState
        title="The map could not be drawn"
        message="The list says the same."
        onRetry={() => void query.refetch()}
      />
    );
  if (!layout) return <Skeleton className="size-full rounded-none" />;

  const onKeyDown = (event: KeyboardEvent) => {
    const id = nodeIdOf(event.target);
    if (id === null) return;
    if (event.key === "Enter") onOpen(id);
    else if (event.key === "Escape") onSelect(null);
    else if (isTravelKey(event.key)) {
      const next = travel(id, event.key, layout.nodes, graph.edges);
      if (next !== null) {
        onSelect(next);
        focusNode(next);
      }
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys bubble up from the nodes' buttons
    <div className="size-full" onKeyDown={onKeyDown}>
      <ReactFlow<Node>
        aria-label={label}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodeClick={(_, node) => node.type === "resource" && onSelect(node.id)}
        onNodeDoubleClick={(_, node) => node.type === "resource" && onOpen(node.id)}
        onPaneClick={() => onSelect(null)}
        connectionMode={ConnectionMode.Loose}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        zoomOnDoubleClick={false}
        preventScrolling={false}
        fitView
        fitViewOptions={fitOptions}
        minZoom={0.1}
        maxZoom={1.75}
      >
        <Controls
          orientation="horizontal"
          showInteractive={false}
          fitViewOptions={fitOptions}
          className={controlsClass}
        />
      </ReactFlow>
    </div>
  );
}

const controlsClass =
  "overflow-hidden rounded-md bg-raised shadow-pop [&_button]:flex [&_button]:size-7 [&_button]:items-center [&_button]:justify-center [&_button:hover]:bg-hover [&_svg]:size-3 [&_svg]:fill-current";

function neighbours(selectedId: string | null, edges: readonly GraphEdge[]): ReadonlySet<string> | null {
  if (selectedId === null) return null;
  const touching = edges.filter(({ from, to }) => from === selectedId || to === selectedId);
  return new Set([selectedId, ...touching.flatMap(({ from, to }) => [from, to])]);
}

function toFlowNodes(
  graph: DrawnGraph,
  layout: Layout,
  selectedId: string | null,
  near: ReadonlySet<string> | null,
): (ResourceFlowNode | BandFlowNode)[] {
  const spots = new Map(layout.nodes.map((node) => [node.id, node]));
  const width = Math.max(0, ...layout.nodes.map(({ x }) => x)) + layout.nodeSize.width + 2 * bandMargin;
  const tabStop = selectedId ?? layout.nodes[0]?.id;
  const bands = layout.bands.map(({ layer, top, height }): BandFlowNode => ({
    id: `band:${layer}`,
    type: "band",
    position: { x: -bandMargin, y: top },
    data: { layer, width, height },
    selectable: false,
    zIndex: -1,
  }));
  const resources = graph.nodes.map((node): ResourceFlowNode => ({
    id: node.id,
    type: "resource",
    position: { x: spots.get(node.id)?.x ?? 0, y: spots.get(node.id)?.y ?? 0 },
    data: {
      node,
      size: layout.nodeSize,
      isSelected: node.id === selectedId,
      isFaded: near !== null && !near.has(node.id),
      isTabStop: node.id === tabStop,
    },
  }));
  return [...bands, ...resources];
}

const toFlowEdges = (
  edges: readonly GraphEdge[],
  { nodes, bands, nodeSize }: Layout,
  selectedId: string | null,
  broken: ReadonlySet<string> | undefined,
): ReasonFlowEdge[] => {
  const spots = new Map(nodes.map((node) => [node.id, node]));
  return edges.map((edge) => {
    const touches = edge.from === selectedId || edge.to === selectedId;
    return {
      id: edgeId(edge),
      type: "reason",
      source: edge.from,
      target: edge.to,
      ...routeOf(spots.get(edge.from), spots.get(edge.to), nodes, nodeSize),
      // What belongs to the chosen node is seen whole.
      zIndex: touches ? 1 : 0,
      markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: "var(--color-line-strong)" },
      data: {
        kind: edge.kind,
        reason: edge.reason,
        isShown: bands.length === 0 || touches,
        isFaded: selectedId !== null && !touches,
        isBroken: broken?.has(edgeId(edge)) ?? false,
      },
    };
  });
};

const nodeIdOf = (target: EventTarget): string | null =>
  target instanceof HTMLElement ? (target.dataset["node"] ?? null) : null;

/** After the node became the tab stop. */
function focusNode(id: string): void {
  requestAnimationFrame(() => {
    const node = document.querySelector(`[data-node="${CSS.escape(id)}"]`);
    if (node instanceof HTMLElement) node.focus();
  });
}
