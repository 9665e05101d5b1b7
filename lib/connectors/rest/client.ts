import { causeOf } from "#lib/domain/cause-of.ts";
import { ProviderError, type ProviderCall, type Transport } from "#lib/domain/provider-call.ts";
import { openPace, waitFor, type Wait } from "../pace.ts";
import { openReach } from "../reach.ts";
import type { Answer } from "./answer.ts";
import { readRefusal, type Response as Refused } from "./refusal.ts";
import { operationOf, targetOf, type Operations } from "./request.ts";

export type RestApi = {
  /** What people call it, for messages. */
  title: string;
  /** Without a last slash, and checked by `safeBase`. */
  base: string;
  operations: Operations;
  /** Headers that prove who asks, and those the API wants besides; fresh ones when `renew` is set. */
  headers: (renew: boolean, signal: AbortSignal) => Promise<Record<string, string>>;
  /** Header in which the server says for which organization it answered. */
  organizationHeader?: string;
  /** Replaced in tests, which have no minute to wait. */
  wait?: Wait;
};

/** What a connector's own client is opened with besides credentials. */
export type ClientOptions = Pick<RestApi, "wait"> & {
  /** Questions of collectors that the connector does not list. */
  further?: Operations;
};

const failedAttemptsMax = 4;
const throttledAttemptsMax = 10;
/** A longer pause would hold the whole sync; the gap says that it was throttled, and the next sync goes on. */
const waitMaxMilliseconds = 5 * 60_000;
const answerBytesMax = 32 * 1024 * 1024;
const callTimeoutMilliseconds = 60_000;

/** The live transport to a REST API: one request a call, with retries, and every failure as a `ProviderError`. */
export function openRestClient(api: RestApi): Transport {
  const wait = api.wait ?? waitFor;
  const pace = openPace({ wait });
  const reach = openReach();
  return async (call, signal) => {
    const url = `${api.base}${targetOf(api.operations, call)}`;
    if (reach.isLost(api.base)) throw notAsked(api, call);
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      const sentAt = await pace.turn(signal);
      const response = await send(api, url, call, await api.headers(renewed, signal), signal);
      if (response instanceof ProviderError) {
        if (attempt >= failedAttemptsMax) {
          reach.missed(api.base);
          throw response;
        }
        await wait(1_000 * 2 ** (attempt - 1), signal);
        continue;
      }
      reach.answered(api.base);
      if (response.status < 300) {
        pace.answered();
        return toAnswer(api, call, response);
      }
      const permission = operationOf(api.operations, call).permission;
      const { waitMilliseconds, error } = readRefusal(api.title, call, response, permission, Date.now());
      if (error.reason === "expired-credentials" && !renewed) {
        renewed = true;
        continue;
      }
      const isThrottled = error.reason === "throttled";
      if (isThrottled) pace.refused(sentAt, Math.min(waitMilliseconds ?? 0, waitMaxMilliseconds));
      const attemptsMax = isThrottled ? throttledAttemptsMax : failedAttemptsMax;
      if (waitMilliseconds === null || attempt >= attemptsMax || waitMilliseconds > waitMaxMilliseconds)
        throw error;
      await wait(Math.max(waitMilliseconds, 250 * attempt), signal);
    }
  };
}

const notAsked = ({ title }: RestApi, call: ProviderCall): ProviderError =>
  new ProviderError("failed", call, `${title} was not reached: calls before this one got no answer`);

type Received = Refused & { status: number };

async function send(
  { title }: RestApi,
  url: string,
  call: ProviderCall,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Received | ProviderError> {
  try {
    const response = await fetch(url, {
      // A redirect would carry the token to wherever it points.
      redirect: "error",
      headers: { accept: "application/json", "user-agent": "nacre", ...headers },
      signal: AbortSignal.any([signal, AbortSignal.timeout(callTimeoutMilliseconds)]),
    });
    return { status: response.status, headers: response.headers, text: await boundedText(response, call) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ProviderError) throw error;
    return new ProviderError("failed", call, `${title} was not reached: ${causeOf(error)}`);
  }
}

async function boundedText(response: Response, call: ProviderCall): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > answerBytesMax)
      throw new ProviderError("failed", call, `The answer is larger than ${answerBytesMax} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function toAnswer(
  { title, organizationHeader }: RestApi,
  call: ProviderCall,
  { headers, text }: Received,
): Answer {
  const organization = organizationHeader === undefined ? null : headers.get(organizationHeader);
  try {
    return {
      ...(organization ? { organization } : {}),
      at: new Date(headers.get("date") ?? Date.now()).toISOString(),
      next: nextIn(headers.get("link")),
      body: text === "" ? null : JSON.parse(text),
    };
  } catch {
    throw new ProviderError("failed", call, `${title} answered with something not JSON`);
  }
}

/** What the next page's address asks for. Its host plays no part, so no page can lead the token elsewhere. */
export function nextIn(link: string | null): Record<string, string> | null {
  for (const part of (link ?? "").split(/,\s*(?=<)/)) {
    const found = /^\s*<([^>]+)>\s*;.*\brel="?next"?/.exec(part);
    const url = found?.[1];
    if (url !== undefined && URL.canParse(url)) return Object.fromEntries(new URL(url).searchParams);
  }
  return null;
}
