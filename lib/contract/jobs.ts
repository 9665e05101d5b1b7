import { parseAsInteger, parseAsString, type inferParserType } from "nuqs/server";
import { z } from "zod";

import { parseAsSetOf } from "./parsers.ts";

/** `failed` is tried again, `interrupted` goes on in another worker, `dead` waits for a person. */
export const jobStates = ["running", "done", "failed", "interrupted", "dead", "retried"] as const;

export const jobFilterParsers = {
  state: parseAsSetOf(jobStates).withDefault([]),
  name: parseAsString.withDefault(""),
  cursor: parseAsString,
  limit: parseAsInteger.withDefault(50),
};
export type JobFilters = inferParserType<typeof jobFilterParsers>;

export const JobView = z.object({
  id: z.string(),
  name: z.string(),
  /** What it works on. */
  key: z.string(),
  state: z.enum(jobStates),
  attempt: z.number(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  error: z.string().nullable(),
});
export type JobView = z.infer<typeof JobView>;

export const JobPage = z.object({ items: z.array(JobView), nextCursor: z.string().nullable() });
export type JobPage = z.infer<typeof JobPage>;
