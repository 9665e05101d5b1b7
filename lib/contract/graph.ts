import { z } from "zod";

import { layers } from "#lib/domain/layer.ts";
import { severities } from "#lib/domain/severity.ts";

/** A resource as a node of a drawn graph. */
export const GraphNode = z.object({
  /** The resource's id: what its page is found by. */
  id: z.string(),
  name: z.string(),
  typeTitle: z.string(),
  class: z.string(),
  layer: z.enum(layers),
  /** The account, subscription, project or cluster it lives in. */
  account: z.string().optional(),
  worst: z.enum(severities).nullable(),
  openCount: z.number().int(),
  /** Whether it can be called from outside, or is what an attacker is after. */
  role: z.enum(["entry", "target"]).nullable(),
});
export type GraphNode = z.infer<typeof GraphNode>;

export const GraphEdge = z.object({
  from: z.string(),
  to: z.string(),
  kind: z.string(),
  /** The deciding statement or setting, where there is one. */
  reason: z.string().nullable(),
  /** `derived` was computed over the estate, `maybe` rests on a condition nobody told; without it, it was collected. */
  basis: z.enum(["derived", "maybe"]).optional(),
});
export type GraphEdge = z.infer<typeof GraphEdge>;

export const GraphView = z.object({ nodes: z.array(GraphNode), edges: z.array(GraphEdge) });
export type GraphView = z.infer<typeof GraphView>;

export const neighboursDrawnMax = 400;
/** How many steps from a resource. */
export const neighbourhoodDepths = ["1", "2", "3"] as const;
export type NeighbourhoodDepth = (typeof neighbourhoodDepths)[number];
export const NeighbourhoodRequest = z.object({ depth: z.enum(neighbourhoodDepths).default("1") });

/** A resource with what stands up to `depth` steps from it. */
export const Neighbourhood = GraphView.extend({
  depth: z.enum(neighbourhoodDepths),
  /** Whether there is more within these steps than is drawn. */
  cutShort: z.boolean(),
});
export type Neighbourhood = z.infer<typeof Neighbourhood>;
