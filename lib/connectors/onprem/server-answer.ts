import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import { malformed } from "../rest/malformed.ts";

/**
 * What a server answered. A refusal is an answer here: whether a caller with nothing in hand is turned away is what is
 * to be found out.
 */
export const ServerAnswer = z.object({
  status: z.number().int().min(100).max(599),
  /** Without parameters, lower case. */
  type: z.string().max(200),
  /** What it calls itself. */
  server: z.string().max(200).nullable(),
  /** Where it sends the caller instead: host and path. */
  location: z.string().max(500).nullable(),
  /** How it wants callers to prove themselves, by the scheme's name. */
  challenge: z.string().max(100).nullable(),
  /** JSON where it is JSON; the beginning of any other text. */
  body: z.unknown(),
});
export type ServerAnswer = z.infer<typeof ServerAnswer>;

export type Call = { service: string; operation: string };
export type Input = Readonly<Record<string, unknown>>;

/** With nothing in hand, or with the key given for the address. The latter throws `ProviderError` where that is refused. */
export async function askServer(
  source: Pick<Source, "call">,
  url: string,
  call: Call,
  { proof = "none", ...input }: Input & { proof?: "none" | "own" } = {},
): Promise<ServerAnswer> {
  const answer = ServerAnswer.safeParse(
    await source.call(call.service, call.operation, { ...input, url, proof }),
  );
  if (!answer.success) throw malformed(call, answer.error);
  return answer.data;
}

/** The body in the shape it must have. Throws `ProviderError`. */
export function bodyOf<T>(call: Call, { status, body }: ServerAnswer, shape: z.ZodType<T>): T {
  if (status === 401 || status === 403)
    throw new ProviderError("denied", call, `It answered ${status}`, null);
  if (status === 404) throw new ProviderError("not-found", call, "It answered 404");
  if (status >= 300) throw new ProviderError("failed", call, `It answered ${status}`);
  const parsed = shape.safeParse(body);
  if (!parsed.success) throw malformed(call, parsed.error);
  return parsed.data;
}
