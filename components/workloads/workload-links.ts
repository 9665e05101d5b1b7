import { layers, type Layer } from "#lib/domain/layer.ts";

import { findingsHref } from "../findings/findings-view.ts";

/** The list behind each cell of a workload's strip. */
export const layerHrefs = (workloadId: string): Record<Layer, string> =>
  mapLayers((layer) => findingsHref("/findings", { workload: workloadId, layer: [layer], view: "list" }));

export function mapLayers<T>(valueOf: (layer: Layer) => T): Record<Layer, T> {
  // Safe because every layer is in the list.
  return Object.fromEntries(layers.map((layer) => [layer, valueOf(layer)])) as Record<Layer, T>;
}
