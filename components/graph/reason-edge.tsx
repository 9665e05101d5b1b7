"use client";
import { BaseEdge, EdgeLabelRenderer, type Edge, type EdgeProps } from "@xyflow/react";

import { shortSentence } from "../inventory/short-key.ts";
import { cn } from "../ui/cn.ts";
import { basisWords, type Basis } from "./drawn-lines.ts";
import { edgeLine } from "./edge-route.ts";
import type { ReasonBox } from "./reason-boxes.ts";

type ReasonEdgeData = {
  words: string;
  reason: string | null;
  basis: Basis;
  /** Where the reason is written out. */
  box: ReasonBox | null;
  isShown: boolean;
  isFaded: boolean;
  isBroken: boolean;
  isChosen: boolean;
};
export type ReasonFlowEdge = Edge<ReasonEdgeData, "reason">;

/** A line that says what it is, how that is known and why it exists. */
export function ReasonEdge({ id, data, markerEnd, ...ends }: EdgeProps<ReasonFlowEdge>) {
  const { path, labelX, labelY } = edgeLine(ends);
  if (!data) return null;
  const { words, reason, basis, box, isShown, isFaded, isBroken, isChosen } = data;
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        {...(markerEnd ? { markerEnd } : {})}
        className={cn(
          basis !== "collected" && `is-${basis}`,
          isFaded && "opacity-15",
          isBroken && "is-broken",
          isChosen && "is-chosen",
        )}
      />
      {isShown && (
        <EdgeLabelRenderer>
          <span
            title={reason ?? undefined}
            className={cn(
              "nodrag nopan pointer-events-auto absolute max-w-30 truncate rounded-sm border bg-canvas px-1.5 text-[11px] leading-4",
              isChosen ? "border-accent text-text" : "border-line text-muted",
              isBroken && "text-critical line-through",
            )}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
          >
            {words}
          </span>
          {box && (
            <span
              title={reason ?? undefined}
              className={cn(
                "nodrag nopan pointer-events-auto absolute line-clamp-3 text-center text-[11px] leading-4 wrap-anywhere",
                isChosen ? "text-text" : "text-muted",
                isBroken && "line-through",
              )}
              style={{ transform: `translate(${box.x}px, ${box.y}px)`, width: box.width }}
            >
              {reason ? shortSentence(reason) : basisWords[basis]}
            </span>
          )}
        </EdgeLabelRenderer>
      )}
    </>
  );
}
