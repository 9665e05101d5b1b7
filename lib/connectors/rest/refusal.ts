import { z } from "zod";

import { ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";

export type Response = { status: number; headers: Headers; text: string };
/** An answer that is not 2xx: whether to ask again and after how long, and what it is if that does not help. */
export type Refusal = { waitMilliseconds: number | null; error: ProviderError };

const shortWaitMilliseconds = 1_000;
/** GitHub asks for a minute at least where it names no time. */
const secondaryWaitMilliseconds = 60_000;

export function readRefusal(
  title: string,
  call: ProviderCall,
  response: Response,
  permission: string,
  now: number,
): Refusal {
  const { status, headers, text } = response;
  const message = messageIn(text) ?? `${title} answered ${status}`;
  const refuse = (reason: ProviderError["reason"]) =>
    new ProviderError(reason, call, message.slice(0, 1_000), reason === "denied" ? permission : null);
  const wait = waitOf(headers, message, now);
  if (status === 429 || (status === 403 && wait !== null))
    return { waitMilliseconds: wait ?? shortWaitMilliseconds, error: refuse("throttled") };
  if (status === 401) return { waitMilliseconds: null, error: refuse("expired-credentials") };
  if (status === 403) return { waitMilliseconds: null, error: refuse("denied") };
  if (status === 404 || status === 410) return { waitMilliseconds: null, error: refuse("not-found") };
  if (status >= 500) return { waitMilliseconds: wait ?? shortWaitMilliseconds, error: refuse("failed") };
  return { waitMilliseconds: null, error: refuse("failed") };
}

/** How long an answer asks to wait, null where it says nothing of a limit. */
export function waitOf(headers: Headers, message: string, now: number): number | null {
  const after = headers.get("retry-after");
  if (after !== null) return untilRetryAfter(after, now);
  const remaining = headers.get("x-ratelimit-remaining") ?? headers.get("ratelimit-remaining");
  const reset = Number(headers.get("x-ratelimit-reset") ?? headers.get("ratelimit-reset") ?? Number.NaN);
  if (remaining === "0" && Number.isFinite(reset)) return Math.max(0, reset * 1_000 - now);
  // Hugging Face writes `"api";r=0;t=55`: none remain, for 55 seconds.
  const structured = /;r=0;t=(\d+)/.exec(headers.get("ratelimit") ?? "");
  if (structured) return Number(structured[1]) * 1_000;
  return /secondary rate limit|abuse detection/i.test(message) ? secondaryWaitMilliseconds : null;
}

function untilRetryAfter(text: string, now: number): number {
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const at = Date.parse(text);
  return Number.isNaN(at) ? shortWaitMilliseconds : Math.max(0, at - now);
}

const Text = z.string();
const Nested = z.looseObject({ message: z.string() });

/** The sentence in an error, wherever its API puts it. */
function messageIn(text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const { message, error, error_description: described } = z.looseObject({}).parse(value);
  for (const said of [described, message, error]) {
    const plain = Text.safeParse(said);
    if (plain.success && plain.data !== "") return plain.data;
    const nested = Nested.safeParse(said);
    if (nested.success) return nested.data.message;
  }
  return null;
}
