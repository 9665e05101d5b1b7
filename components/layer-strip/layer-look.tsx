import { Box, Cable, Database, KeyRound, Workflow, type LucideIcon } from "lucide-react";

import { layerTitles, type Layer } from "#lib/domain/layer.ts";

import { cn } from "../ui/cn.ts";

/** The fixed hue and icon of each layer, the same on every page; never used for severity. */
export const layerLooks: Record<Layer, { icon: LucideIcon; text: string; fill: string; css: string }> = {
  model: { icon: Box, text: "text-layer-model", fill: "bg-layer-model", css: "var(--color-layer-model)" },
  data: { icon: Database, text: "text-layer-data", fill: "bg-layer-data", css: "var(--color-layer-data)" },
  identity: {
    icon: KeyRound,
    text: "text-layer-identity",
    fill: "bg-layer-identity",
    css: "var(--color-layer-identity)",
  },
  api: { icon: Cable, text: "text-layer-api", fill: "bg-layer-api", css: "var(--color-layer-api)" },
  pipeline: {
    icon: Workflow,
    text: "text-layer-pipeline",
    fill: "bg-layer-pipeline",
    css: "var(--color-layer-pipeline)",
  },
};

export function LayerIcon({ layer, className }: { layer: Layer; className?: string }) {
  const { icon: Icon, text } = layerLooks[layer];
  return <Icon className={cn("size-3.5 shrink-0", text, className)} aria-hidden />;
}

export const LayerLabel = ({ layer, className }: { layer: Layer; className?: string }) => (
  <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap", className)}>
    <LayerIcon layer={layer} />
    {layerTitles[layer]}
  </span>
);
