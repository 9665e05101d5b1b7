"use client";
import { BaseEdge, EdgeLabelRenderer, type Edge, type EdgeProps } from "@xyflow/react";

import { cn } from "../ui/cn.ts";
import { edgeLine } from "./edge-route.ts";

export type ReasonEdgeData = {
  kind: string;
  reason: string | null;
  isShown: boolean;
  isFaded: boolean;
  isBroken: boolean;
};
export type ReasonFlowEdge = Edge<ReasonEdgeData, "reason">;

/** An edge that says why it exists. */
export function ReasonEdge({ id, data, markerEnd, ...ends }: EdgeProps<ReasonFlowEdge>) {
  const { path, labelX, labelY } = edgeLine(ends);
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        {...(markerEnd ? { markerEnd } : {})}
        className={cn(data?.isFaded && "opacity-15", data?.isBroken && "[stroke-dasharray:4_5]")}
      />
      {data?.isShown && (
        <EdgeLabelRenderer>
          <span
            title={data.reason ?? undefined}
            className={cn(
              "nodrag nopan pointer-events-auto absolute max-w-30 truncate rounded-sm border border-line bg-canvas px-1.5 text-[11px] leading-4 text-muted",
              data.isBroken && "line-through",
            )}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
          >
            {data.kind}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
