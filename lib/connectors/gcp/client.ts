import { causeOf } from "#lib/domain/cause-of.ts";
import {
  ConnectionError,
  ProviderError,
  type ProviderCall,
  type Transport,
} from "#lib/domain/provider-call.ts";
import { openPace, waitFor, type Pace, type Wait } from "../pace.ts";
import { openReach } from "../reach.ts";
import { sampleLimits, scanBytes } from "../detectors/sampled-object.ts";
import { readRefusal, type Refusal } from "./google-error.ts";
import { toRequest, type HttpRequest } from "./to-request.ts";

/** Gives a bearer token, a fresh one when `renew` is set. */
export type TokenSource = (renew: boolean) => Promise<string>;

export type ClientOptions = {
  token: TokenSource;
  /** Where calls go instead of to Google: `<base>/<host>/<path>`. Https or loopback only. */
  baseUrl?: string | undefined;
  /** Objects of buckets may be read, of which counts alone are answered. */
  mayReadContent?: boolean;
  /** Milliseconds before the second attempt; doubled for each further one. */
  backoffMilliseconds?: number;
  /** Replaced in tests, which have no minute to wait. */
  wait?: Wait;
};

const failedAttemptsMax = 4;
const throttledAttemptsMax = 8;
const waitMaxMilliseconds = 60_000;
const answerBytesMax = 64 * 1024 * 1024;
const callTimeoutMilliseconds = 60_000;

/** The live transport: one HTTP request a call, with retries, and every failure as a `ProviderError`. */
export function openClient({
  token,
  baseUrl,
  mayReadContent = false,
  backoffMilliseconds = 500,
  wait = waitFor,
}: ClientOptions): Transport {
  const base = baseUrl === undefined ? null : assertSafeBase(baseUrl);
  const paceOf = pacesByHost(wait);
  const reach = openReach();
  const ask = async (call: ProviderCall, request: HttpRequest, signal: AbortSignal): Promise<unknown> => {
    const pace = paceOf(request.host);
    if (reach.isLost(request.host)) throw notAsked(call, request);
    let renew = false;
    for (let attempt = 1; ; attempt++) {
      const sentAt = await pace.turn(signal);
      const answer = await send(request, call, await token(renew), base, signal);
      if (!answer.unreached) reach.answered(request.host);
      if (answer.ok) {
        pace.answered();
        return request.sample === "object" ? scanBytes(answer.bytes) : parseAnswer(call, textOf(answer));
      }
      const refusal = answer.unreached ?? readRefusal(call, answer.status, textOf(answer));
      if (refusal.kind === "service-off") return {};
      const { reason } = refusal.error;
      if (reason === "expired-credentials" && !renew) {
        renew = true;
        continue;
      }
      const isThrottled = reason === "throttled";
      if (isThrottled) pace.refused(sentAt, answer.retryAfterMilliseconds);
      if (refusal.kind === "error" || attempt >= (isThrottled ? throttledAttemptsMax : failedAttemptsMax)) {
        if (answer.unreached) reach.missed(request.host);
        throw refusal.error;
      }
      const pause = Math.max(backoffMilliseconds * 2 ** (attempt - 1), answer.retryAfterMilliseconds);
      await wait(Math.min(pause, waitMaxMilliseconds), signal);
    }
  };
  const once = askedOnce();
  return async (call, signal) => {
    const request = toRequest(call);
    if (request.sample && !mayReadContent)
      throw new ProviderError("not-found", call, "The connection does not allow sampling");
    return request.shared
      ? once(`${request.host}${request.target} ${request.body ?? ""}`, () => ask(call, request, signal))
      : ask(call, request, signal);
  };
}

/** Quotas are each service's own, so a slow one holds up no other. */
function pacesByHost(wait: Wait): (host: string) => Pace {
  const paces = new Map<string, Pace>();
  return (host) => {
    const pace = paces.get(host) ?? openPace({ wait });
    paces.set(host, pace);
    return pace;
  };
}

const notAsked = (call: ProviderCall, { host }: HttpRequest): ProviderError =>
  new ProviderError("failed", call, `Google was not reached: calls to ${host} before this one got no answer`);

/** Keeps what was answered, and that it was denied; anything else that went wrong may go better the next time. */
function askedOnce(): (id: string, ask: () => Promise<unknown>) => Promise<unknown> {
  const answers = new Map<string, Promise<unknown>>();
  return async (id, ask) => {
    const answer = answers.get(id) ?? ask();
    answers.set(id, answer);
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof ProviderError && error.reason === "denied")) answers.delete(id);
      throw error;
    }
  };
}

type Answer = {
  ok: boolean;
  status: number;
  bytes: Uint8Array;
  retryAfterMilliseconds: number;
  /** Set where no answer came at all. */
  unreached?: Refusal;
};

async function send(
  request: HttpRequest,
  call: ProviderCall,
  token: string,
  base: string | null,
  signal: AbortSignal,
): Promise<Answer> {
  const url =
    base === null ? `https://${request.host}${request.target}` : `${base}/${request.host}${request.target}`;
  try {
    const response = await fetch(url, {
      method: request.method,
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(callTimeoutMilliseconds)]),
      headers: {
        authorization: `Bearer ${token}`,
        accept: "application/json",
        ...(request.sample === "object" ? { range: `bytes=0-${sampleLimits.bytesPerObject - 1}` } : {}),
        ...(request.body === null ? {} : { "content-type": "application/json" }),
        ...(request.billsProject ? { "x-goog-user-project": call.account } : {}),
      },
      body: request.body,
    });
    const retryAfter = Number(response.headers.get("retry-after") ?? 0);
    return {
      ok: response.ok,
      status: response.status,
      bytes:
        request.sample === "object" && response.ok
          ? await firstBytes(response)
          : await boundedBytes(response, call),
      retryAfterMilliseconds: Number.isFinite(retryAfter) ? Math.min(retryAfter, 60) * 1_000 : 0,
    };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ProviderError) throw error;
    const reason = new ProviderError("failed", call, `Google was not reached: ${causeOf(error)}`);
    return {
      ok: false,
      status: 0,
      bytes: new Uint8Array(),
      retryAfterMilliseconds: 0,
      unreached: { kind: "retry", error: reason },
    };
  }
}

const textOf = ({ bytes }: Answer): string => Buffer.from(bytes).toString("utf8");

/** A range need not be heeded, so that no more is taken than was asked for. */
async function firstBytes(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    parts.push(part);
    bytes += part.byteLength;
    if (bytes >= sampleLimits.bytesPerObject) break;
  }
  return Buffer.concat(parts).subarray(0, sampleLimits.bytesPerObject);
}

async function boundedBytes(response: Response, call: ProviderCall): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > answerBytesMax) throw new ProviderError("failed", call, "The answer is larger than 64 MiB");
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function parseAnswer(call: ProviderCall, text: string): unknown {
  try {
    return JSON.parse(text === "" ? "{}" : text);
  } catch {
    throw new ProviderError("failed", call, "Google answered with something not JSON");
  }
}

/** Another base would be handed the token, so it must be this machine or at least encrypted. */
function assertSafeBase(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  const isLoopback = url !== null && ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);
  if (url === null || !(url.protocol === "https:" || (url.protocol === "http:" && isLoopback)))
    throw new ConnectionError(
      "GOOGLE_ENDPOINT_URL is neither https nor on this machine.",
      "Remove GOOGLE_ENDPOINT_URL, or set it to an https address or to a loopback address.",
    );
  return baseUrl.replace(/\/+$/, "");
}
