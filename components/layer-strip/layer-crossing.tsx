import { layers, layerTitles, type Layer } from "#lib/domain/layer.ts";

import { cn } from "../ui/cn.ts";
import { LayerIcon } from "./layer-look.tsx";

/** Which of the five layers something crosses: their icons in the fixed places, the others left empty. */
export function LayerCrossing({ crossed, className }: { crossed: readonly Layer[]; className?: string }) {
  const names = layers.filter((layer) => crossed.includes(layer)).map((layer) => layerTitles[layer]);
  const sentence = `Crosses ${names.length === 0 ? "no layer" : names.join(", ")}`;
  return (
    <span title={sentence} className={cn("inline-flex items-center gap-1 align-middle", className)}>
      <span className="sr-only">{sentence}</span>
      {layers.map((layer) => (
        <span key={layer} aria-hidden className="flex size-4 items-center justify-center">
          {crossed.includes(layer) ? (
            <LayerIcon layer={layer} />
          ) : (
            <span className="size-1 rounded-full bg-line-strong/50" />
          )}
        </span>
      ))}
    </span>
  );
}
