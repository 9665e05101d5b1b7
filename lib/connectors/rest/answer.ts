import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { malformed } from "./malformed.ts";

/**
 * What one request to a REST API told. `at` is the server's own clock, which ages are counted by, so that a recording
 * tells today what it told on its day; `next` is what to add to the query for the next page.
 */
export const Answer = z.object({
  at: z.iso.datetime(),
  next: z.record(z.string(), z.string()).nullable(),
  body: z.unknown(),
  /** Whom the server took the asker for, where it says so in a header. */
  organization: z.string().optional(),
});
export type Answer = z.infer<typeof Answer>;

/** An answer that is the whole of it, for examples. */
export const answered = (body: unknown, at = "2026-11-15T08:00:00.000Z"): Answer => ({
  at,
  next: null,
  body,
});

export type Ask = Pick<Source, "call">;
export type Input = Readonly<Record<string, unknown>>;
export type Call = { service: string; operation: string };

/** Asks once and parses the body. Throws `ProviderError`: a body of another shape is a malformed answer. */
export async function ask<T>(
  source: Ask,
  call: Call,
  input: Input,
  body: z.ZodType<T>,
): Promise<{ at: string; next: Answer["next"]; body: T }> {
  const answer = Answer.safeParse(await source.call(call.service, call.operation, input));
  if (!answer.success) throw malformed(call, answer.error);
  const parsed = body.safeParse(answer.data.body);
  if (!parsed.success) throw malformed(call, parsed.error);
  return { at: answer.data.at, next: answer.data.next, body: parsed.data };
}
