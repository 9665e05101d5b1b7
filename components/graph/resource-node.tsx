"use client";
import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { Crosshair, LogIn } from "lucide-react";

import { layerTitles } from "#lib/domain/layer.ts";

import { layerLooks } from "../layer-strip/layer-look.tsx";
import { cn } from "../ui/cn.ts";
import { SeverityIcon, severityTextClass } from "../ui/severity-badge.tsx";
import { ClassIcon } from "./class-icon.tsx";
import type { DrawnNode } from "./group-nodes.ts";

export type ResourceNodeData = {
  node: DrawnNode;
  isSelected: boolean;
  isFaded: boolean;
  isTabStop: boolean;
};
export type ResourceFlowNode = Node<ResourceNodeData, "resource">;

/** A resource: its class, name, layer and what is open on it. */
export function ResourceNode({
  data: { node, isSelected, isFaded, isTabStop },
}: NodeProps<ResourceFlowNode>) {
  const open = node.openCount > 0 ? `, ${node.openCount} open, worst ${node.worst ?? "info"}` : "";
  return (
    <div
      className={cn(
        "relative h-12 w-52 overflow-hidden rounded-md border bg-raised transition-opacity duration-150",
        isSelected ? "border-accent ring-1 ring-accent" : "border-line",
        isFaded && "opacity-35",
      )}
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
          <span className="block truncate text-xs font-medium">{node.name}</span>
          <span className="flex items-center gap-1 truncate text-[11px] leading-4 text-muted">
            {node.role === "entry" && <LogIn className="size-3 shrink-0" aria-label="entry" />}
            {node.role === "target" && <Crosshair className="size-3 shrink-0" aria-label="target" />}
            <span className="truncate">{node.typeTitle}</span>
          </span>
        </span>
        {node.worst && node.openCount > 0 && (
          <span
            className={cn("flex items-center gap-1 text-xs font-semibold", severityTextClass(node.worst))}
          >
            <SeverityIcon severity={node.worst} className="size-2.5" />
            {node.openCount}
          </span>
        )}
      </button>
    </div>
  );
}
