import { z } from "zod";

/** A fact computed over the graph, with the resources and settings that make it so. */
const Reason = z.object({ text: z.string(), resourceKey: z.string().nullable() });

/** One thing that a caller from the internet meets on the way, and what it does with the caller. */
const RouteHop = z.object({
  text: z.string(),
  resourceKey: z.string().nullable(),
  /** `asks`: for proof of who calls; `unknown`: what decides it was not collected. */
  outcome: z.enum(["open", "asks", "closed", "unknown"]),
});

export const Derived = z.object({
  exposure: z
    .object({
      /** `anyone`: no proof of identity asked; `credential`: a key or token is asked; `internal`: not from the internet. */
      reach: z.enum(["anyone", "credential", "internal"]),
      /** Keys from the way in to the resource, both included. */
      via: z.array(z.string()),
      reasons: z.array(Reason),
    })
    .optional(),
  /** How far a caller gets, hop by hop. There, too, where a hop is unknown and so the exposure. */
  route: z.object({ reasons: z.array(RouteHop) }).optional(),
  sensitivity: z
    .object({
      level: z.enum(["sensitive", "internal", "public", "unclassified"]),
      /** For example `personal-data`, `health`, `financial`, `training-data`, `credentials`. */
      dataClasses: z.array(z.string()),
      reasons: z.array(Reason),
    })
    .optional(),
  privilege: z
    .object({
      /** `admin`: everything or granting itself everything; `broad`: a whole service or scope; `scoped`: named resources. */
      level: z.enum(["admin", "broad", "scoped", "none"]),
      reasons: z.array(Reason),
    })
    .optional(),
});
export type Derived = z.infer<typeof Derived>;
export type DerivedReason = z.infer<typeof Reason>;
export type RouteHop = z.infer<typeof RouteHop>;
