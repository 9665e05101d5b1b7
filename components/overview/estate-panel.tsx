import type { PostureSummary } from "#lib/contract/posture.ts";
import type { LayerCell } from "#lib/contract/layer-strip.ts";
import { severities } from "#lib/domain/severity.ts";

import { findingsHref } from "../findings/findings-view.ts";
import { EstateStrip, type LayerPosture } from "../layer-strip/estate-strip.tsx";
import { mapLayers } from "../workloads/workload-links.ts";

type LayerSummary = PostureSummary["layers"][number];

/** The whole estate, layer by layer. */
export function EstatePanel({ posture, isOwn = false }: { posture: PostureSummary; isOwn?: boolean }) {
  const byLayer = new Map(posture.layers.map((summary) => [summary.layer, summary]));
  return (
    <EstateStrip
      cells={posture.layers.map(toCell)}
      postures={mapLayers((layer) => toPosture(byLayer.get(layer)))}
      hrefs={mapLayers((layer) => findingsHref("/findings", { layer: [layer] }))}
      checksHrefs={mapLayers((layer) => `/checks?layer=${layer}`)}
      isOwn={isOwn}
    />
  );
}

export const toCell = ({ layer, open, coverage, unknownCount }: LayerSummary): LayerCell => ({
  layer,
  worst: severities.find((severity) => open[severity] > 0) ?? null,
  openCount: severities.reduce((sum, severity) => sum + open[severity], 0),
  known: coverage !== null && unknownCount === 0,
});

const toPosture = (summary: LayerSummary | undefined): LayerPosture => ({
  score: summary?.score ?? null,
  change7Days: summary?.change7 ?? null,
  change30Days: summary?.change30 ?? null,
  coverage: summary?.coverage ?? null,
});
