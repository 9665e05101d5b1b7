import { z } from "zod";

/** What detectors counted in a few objects of a store, where owner and connection allow that they are read. */
export const sample = z
  .object({
    objectCount: z.number(),
    unreadCount: z.number(),
    sizeBytes: z.number(),
    counts: z.record(z.string(), z.number()),
  })
  .nullable()
  .optional();
