import { z } from "zod";

import { LoggedBy } from "./logged-change.ts";

/** Something that happened to a finding, an issue or a workload. */
export const TimelineEntry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.enum(["user", "token", "job"]), name: z.string() }),
  kind: z.string(),
  data: z.record(z.string(), z.unknown()),
  /** What the provider's log says of who brought it about; null where there is no log that could. */
  log: LoggedBy.nullable().default(null),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;
