"use client";
import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { Crosshair, LogIn } from "lucide-react";

import { layerTitles } from "#lib/domain/layer.ts";

import { layerLooks } from "../layer-strip/layer-look.tsx";
import { cn } from "../ui/cn.ts";
import { SeverityIcon, severityTextClass } from "../ui/severity-badge.tsx";
import { ClassIcon } from "./class-icon.tsx";
import type { DrawnNode } from "./group-nodes.ts";
import type { NodeSize } from "./layout.ts";

export type ResourceNodeData = {
  node: DrawnNode;
  size: NodeSize;
  isSelected: boolean;
  isFaded: boolean;
  isTabStop: boolean;
};
export type ResourceFlowNode = Node<ResourceNodeData, "resource">;

/** The height from which a name may take two lines. */
const twoLinesFrom = 60;

/** A resource: its class, name, layer and what is open on it. */
export function ResourceNode({
  data: { node, size, isSelected, isFaded, isTabStop },
}: NodeProps<ResourceFlowNode>) {
  const open = node.openCount > 0 ? `, ${node.openCount} open, worst ${node.worst ?? "info"}` : "";
  return (
    <div
      className={cn(
        "relative overflow-hidden rounded-md border bg-raised transition-opacity duration-150",
        isSelected ? "border-accent ring-1 ring-accent" : "border-line",
        isFaded && "opacity-45",
      )}
      style={size}
    >
      {[Position.Left, Position.Right, Position.Top, Position.Bottom].map((side) => (
        <Handle
          key={side}
          id={side}
          type="source"
          position={side}
          className="opacity-0"
          isConnectable={false}
        />
      ))}
      <span aria-hidden className={cn("absolute inset-y-0 left-0 w-0.75", layerLooks[node.layer].fill)} />
      <button
        type="button"
        data-node={node.id}
        tabIndex={isTabStop ? 0 : -1}
        aria-pressed={isSelected}
        aria-label={`${node.name}, ${node.typeTitle}, ${layerTitles[node.layer]} layer${open}`}
        className="nopan flex size-full items-center gap-2.5 pr-2.5 pl-3.5 text-left outline-offset-[-2px]"
      >
        <ClassIcon name={node.class} className={layerLooks[node.layer].text} />
        <span className="min-w-0 flex-1">
          <span
            className={cn(
              "text-xs leading-4 font-medium wrap-anywhere",
              size.height < twoLinesFrom ? "line-clamp-1" : "line-clamp-2",
            )}
            title={node.name}
          >
            {node.name}
          </span>
          <span className="flex items-center gap-1 text-[11px] leading-4 text-muted">
            {node.role === "entry" && <LogIn className="size-3 shrink-0" aria-label="entry" />}
            {node.role === "target" && <Crosshair className="size-3 shrink-0" aria-label="target" />}
            <span className="flex-1 truncate">{node.typeTitle}</span>
            {node.worst && node.openCount > 0 && (
              <span
                className={cn(
                  "flex shrink-0 items-center gap-1 text-xs font-semibold",
                  severityTextClass(node.worst),
                )}
              >
                <SeverityIcon severity={node.worst} className="size-2.5" />
                {node.openCount}
              </span>
            )}
          </span>
        </span>
      </button>
    </div>
  );
}
