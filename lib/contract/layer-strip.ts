import { z } from "zod";

import { layers } from "#lib/domain/layer.ts";
import { severities } from "#lib/domain/severity.ts";

/** One cell of the layer strip: what is open in a layer, and whether the layer is fully known. */
export const LayerCell = z.object({
  layer: z.enum(layers),
  worst: z.enum(severities).nullable(),
  openCount: z.number().int(),
  /** False where a collection that feeds this layer is missing or incomplete. */
  known: z.boolean(),
});
export type LayerCell = z.infer<typeof LayerCell>;
