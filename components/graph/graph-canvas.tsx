"use client";
import "@xyflow/react/dist/base.css";
import "./graph.css";

import {
  ConnectionMode,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  type FitViewOptions,
  type Node,
} from "@xyflow/react";
import { useEffect, useMemo, useRef, useState } from "react";

import { cn } from "../ui/cn.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { useIsNarrow, useMediaQuery } from "../ui/use-media-query.ts";
import { BandNode } from "./band-node.tsx";
import { CanvasBar } from "./canvas-bar.tsx";
import type { CanvasProps } from "./canvas-props.ts";
import { linesOf, type Basis, type DrawnLine } from "./drawn-lines.ts";
import { near, toFlowEdges, toFlowNodes } from "./flow-elements.ts";
import type { DrawnGraph } from "./group-nodes.ts";
import { drawnHeight, type Arrangement, type Layout } from "./layout.ts";
import { PictureMenu } from "./picture-menu.tsx";
import { ReasonEdge } from "./reason-edge.tsx";
import { ResourceNode } from "./resource-node.tsx";
import { useLayout } from "./use-layout.ts";
import { nodeIdOf, useTravel } from "./use-travel.ts";

const nodeTypes = { resource: ResourceNode, band: BandNode };
const edgeTypes = { reason: ReasonEdge };
const onlyVisibleFrom = 300;
const fits: Record<Arrangement, FitViewOptions> = {
  bands: { padding: "16px", maxZoom: 1 },
  // Room for the reasons below the steps.
  path: { padding: { top: "24px", left: "24px", right: "24px", bottom: "68px" }, maxZoom: 1 },
};
/** On a narrow page the whole could not be read: one node with what is beside it. */
const closeUp = (id: string | undefined, lines: readonly DrawnLine[]): FitViewOptions => ({
  padding: "16px",
  minZoom: 0.7,
  maxZoom: 1,
  ...(id === undefined ? {} : { nodes: [...(near(id, lines) ?? [])].map((one) => ({ id: one })) }),
});

const beginning = ({ nodes }: DrawnGraph): string | undefined =>
  (nodes.find(({ role }) => role === "entry") ?? nodes[0])?.id;

const heightMin = 320;
const heightMax = 920;
/** As tall as the drawing is, so that it is read in its true size; the page scrolls, not the map. */
function canvasHeight(layout: Layout): number {
  if (layout.bands.length === 0) return drawnHeight(layout) + 92;
  return Math.min(heightMax, Math.max(heightMin, drawnHeight(layout) + 32));
}

/**
 * The graph, drawn. Arrow keys travel along the lines, `[` and `]` read the lines of a node one by one, enter opens,
 * escape lets go.
 */
export default function GraphCanvas(props: CanvasProps) {
  const { layout, error, isPlacing, retry } = useLayout(props.graph, props.arrangement);
  if (error)
    return (
      <ErrorState title="The map could not be drawn" message="The list says the same." onRetry={retry} />
    );
  if (!layout) return <Skeleton className="h-80 w-full rounded-none" />;
  return (
    <ReactFlowProvider>
      <Drawing {...props} layout={layout} isPlacing={isPlacing} />
    </ReactFlowProvider>
  );
}

function Drawing(props: CanvasProps & { layout: Layout; isPlacing: boolean }) {
  const { graph, arrangement, label, selectedId, onSelect, onOpen, brokenEdges, layout, isPlacing } = props;
  const lines = useMemo(() => linesOf(graph.edges, brokenEdges), [graph.edges, brokenEdges]);
  const isTouched = useMediaQuery("(pointer: coarse)");
  const { status, lineId, pointAt, onKeyDown, onFocus } = useTravel({ ...props, lines, isTouched });
  const inFocus = useMemo(() => near(selectedId, lines), [selectedId, lines]);
  const nodes = useMemo(
    () => toFlowNodes(graph, layout, selectedId, inFocus),
    [graph, layout, selectedId, inFocus],
  );
  const edges = useMemo(
    () => toFlowEdges(lines, layout, selectedId, lineId),
    [lines, layout, selectedId, lineId],
  );
  const [movesByTouch, setMovesByTouch] = useState(false);
  const isNarrow = useIsNarrow();
  const fitOptions = useMemo(
    () => (isNarrow ? closeUp(selectedId ?? beginning(graph), lines) : fits[arrangement]),
    [isNarrow, arrangement, selectedId, graph, lines],
  );
  const onMoved = useFitOnChange(layout, fitOptions);
  const hasBroken = lines.some(({ isBroken }) => isBroken);
  return (
    <div aria-busy={isPlacing}>
      <CanvasBar
        status={status}
        bases={bases.filter((basis) => lines.some((line) => line.basis === basis && !line.isBroken))}
        hasBroken={hasBroken}
        fitOptions={fitOptions}
        moves={isTouched ? movesByTouch : null}
        onMoves={setMovesByTouch}
      >
        <PictureMenu graph={graph} lines={lines} layout={layout} title={label} />
      </CanvasBar>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys bubble up from the nodes' buttons */}
      <div
        className={cn("shrink-0", isTouched && !movesByTouch && "graph-scrolls")}
        style={{ height: canvasHeight(layout) }}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        <ReactFlow<Node>
          aria-label={label}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodeClick={({ target }, { id }) => nodeIdOf(target) !== null && onSelect(id)}
          onNodeDoubleClick={(_, node) => node.type === "resource" && onOpen(node.id)}
          onEdgeMouseEnter={(_, { id }) => pointAt(id)}
          onEdgeMouseLeave={() => pointAt(null)}
          onEdgeClick={(_, { id }) => pointAt(id)}
          onPaneClick={() => onSelect(null)}
          onMoveStart={(event) => event && onMoved()}
          connectionMode={ConnectionMode.Loose}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          panOnDrag={!isTouched || movesByTouch}
          disableKeyboardA11y
          zoomOnDoubleClick={false}
          preventScrolling={false}
          onlyRenderVisibleElements={nodes.length > onlyVisibleFrom}
          fitView
          fitViewOptions={fitOptions}
          minZoom={0.1}
          maxZoom={1.75}
        />
      </div>
    </div>
  );
}

const bases: readonly Basis[] = ["collected", "derived", "maybe"];

/** Shows the whole drawing again when it changes, unless the reader has moved it. */
function useFitOnChange(layout: Layout, fitOptions: FitViewOptions): () => void {
  const { fitView } = useReactFlow();
  const isMoved = useRef(false);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current && !isMoved.current) requestAnimationFrame(() => void fitView(fitOptions));
    isFirst.current = false;
  }, [layout, fitView, fitOptions]);
  return () => {
    isMoved.current = true;
  };
}
