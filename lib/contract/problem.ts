import { z } from "zod";

/** What every failed request answers, as RFC 9457 `application/problem+json`. */
export const Problem = z.object({
  /** Stable for each code: what programs compare. */
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** A sentence for a person: what was wrong and what to do. */
  detail: z.string(),
  code: z.string(),
  /** The fields of the input that were refused. */
  fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  /** Names the entry in the server's log. Only for defects. */
  errorId: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;
