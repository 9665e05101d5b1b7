import { parseAsInteger } from "nuqs/server";
import { z } from "zod";

import { layers } from "#lib/domain/layer.ts";

const SeverityCounts = z.object({
  critical: z.number(),
  high: z.number(),
  medium: z.number(),
  low: z.number(),
  info: z.number(),
});

/** Posture of the whole organization, layer by layer, with the open findings that the reader sees. */
export const PostureSummary = z.object({
  layers: z.array(
    z.object({
      layer: z.enum(layers),
      score: z.number().nullable(),
      coverage: z.number().nullable(),
      /** Open findings by severity: those of a list of findings for the same reader. */
      open: SeverityCounts,
      unknownCount: z.number(),
      /** Score today less the score that long ago; null where there was none. */
      change7: z.number().nullable(),
      change30: z.number().nullable(),
    }),
  ),
  evaluatedAt: z.iso.datetime().nullable(),
});
export type PostureSummary = z.infer<typeof PostureSummary>;

export const PostureTrend = z.object({
  days: z.array(
    z.object({
      /** `YYYY-MM-DD`, UTC. */
      day: z.string(),
      /** Open findings by layer. */
      model: z.number(),
      data: z.number(),
      identity: z.number(),
      api: z.number(),
      pipeline: z.number(),
      /** Score by layer; null where nothing of it was evaluated. */
      scores: z.object({
        model: z.number().nullable(),
        data: z.number().nullable(),
        identity: z.number().nullable(),
        api: z.number().nullable(),
        pipeline: z.number().nullable(),
      }),
    }),
  ),
});
export type PostureTrend = z.infer<typeof PostureTrend>;

export const postureTrendParsers = { days: parseAsInteger.withDefault(90) };
