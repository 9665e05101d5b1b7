import { z } from "zod";

/** Something that happened to a finding, an issue or a workload. */
export const TimelineEntry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.enum(["user", "token", "job"]), name: z.string() }),
  kind: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;
