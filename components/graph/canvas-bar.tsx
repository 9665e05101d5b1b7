"use client";
import { useReactFlow, type FitViewOptions } from "@xyflow/react";
import { Hand, Maximize, ZoomIn, ZoomOut } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "../ui/cn.ts";
import { IconButton } from "../ui/icon-button.tsx";
import type { Basis } from "./drawn-lines.ts";
import { GraphLegend } from "./graph-legend.tsx";

type Props = {
  /** What is hovered, focused or was just reached, in full; a screen reader hears it. */
  status: string;
  bases: readonly Basis[];
  hasBroken: boolean;
  fitOptions: FitViewOptions;
  /** Whether fingers move the map; null where there are none. */
  moves: boolean | null;
  onMoves: (moves: boolean) => void;
  children?: ReactNode;
};

/** Above the drawing: zoom, what is pointed at in full, what the lines mean, and the picture to take along. */
export function CanvasBar({ status, bases, hasBroken, fitOptions, moves, onMoves, children }: Props) {
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-surface px-2 py-1">
      <div className="flex items-center">
        <IconButton size="sm" icon={ZoomOut} label="Zoom out" onClick={() => void zoomOut()} />
        <IconButton size="sm" icon={ZoomIn} label="Zoom in" onClick={() => void zoomIn()} />
        <IconButton size="sm" icon={Maximize} label="Fit view" onClick={() => void fitView(fitOptions)} />
        {moves !== null && (
          <IconButton
            size="sm"
            icon={Hand}
            label="Move the map with one finger"
            aria-pressed={moves}
            className={cn(moves && "bg-selected text-text")}
            onClick={() => onMoves(!moves)}
          />
        )}
      </div>
      {/* Of one height whatever it says, so that the drawing below stays where it is. */}
      <div className="flex h-8 min-w-0 flex-1 basis-64 items-center max-sm:h-12 max-sm:basis-full max-sm:px-1">
        <output
          title={status}
          className="line-clamp-2 text-xs leading-4 wrap-anywhere text-muted max-sm:line-clamp-3"
        >
          {status}
        </output>
      </div>
      <div className="flex min-h-6 items-center gap-3">
        <GraphLegend bases={bases} hasBroken={hasBroken} />
        {children}
      </div>
    </div>
  );
}
