"use client";
import type { Node, NodeProps } from "@xyflow/react";

import type { Layer } from "#lib/domain/layer.ts";

import { LayerLabel, layerLooks } from "../layer-strip/layer-look.tsx";
import { cn } from "../ui/cn.ts";

export type BandFlowNode = Node<{ layer: Layer; width: number; height: number }, "band">;

/** The band of a layer, behind its resources. */
export const BandNode = ({ data: { layer, width, height } }: NodeProps<BandFlowNode>) => (
  <div className="relative border-b border-line" style={{ width, height }}>
    <span aria-hidden className={cn("absolute inset-0 opacity-4", layerLooks[layer].fill)} />
    <LayerLabel layer={layer} className="absolute top-1 left-2 text-xs text-muted" />
  </div>
);
