import { setTimeout as sleep } from "node:timers/promises";

import {
  ConnectionError,
  ProviderError,
  type ProviderCall,
  type Transport,
} from "#lib/domain/provider-call.ts";
import { sendGuarded, type GuardedAnswer } from "../guarded-request.ts";
import { assertMayReach, type OutboundAddresses } from "../outbound-addresses.ts";
import type { EndpointKey } from "./endpoint-keys.ts";
import { wellKnownPorts } from "./engine-kind.ts";
import { probePort, resolveHost } from "./host-probe.ts";
import type { Target } from "./inventory.ts";
import { operationOf, type ServerOperation } from "./operations.ts";
import { openBuckets } from "./bucket-client.ts";
import type { ServerAnswer } from "./server-answer.ts";

export type ClientOptions = {
  site: string;
  targets: readonly Target[];
  keys: ReadonlyMap<string, EndpointKey>;
  ca: string | undefined;
  addresses: OutboundAddresses;
  /** Milliseconds before the second attempt; doubled for each further one. */
  backoffMilliseconds?: number;
};

const attemptsMax = 3;
const waitMillisecondsMax = 20_000;
export const limits = { bytes: 8 * 1024 * 1024, milliseconds: 10_000 };

/**
 * The live transport: requests that only read, to the addresses of the list and to nothing else. An address that did
 * not answer is not asked again while the transport lives, so that a dead machine costs one wait and not twenty.
 */
export function openClient(options: ClientOptions): Transport {
  const { site, targets } = options;
  const dead = new Map<string, ProviderError>();
  const buckets = openBuckets(options);
  return async (call, signal) => {
    if (call.service === "inventory") return { site, targets };
    const host = hostIn(call, options);
    if (call.service === "host" && call.operation === "resolve") return resolveHost(host, call);
    if (call.service === "host") return probePort(options, host, call, signal);
    const url = addressIn(call, options);
    const gone = dead.get(url);
    if (gone) throw new ProviderError(gone.reason, call, gone.message);
    try {
      if (call.service === "s3") return await buckets(call, url, signal);
      return await askWithRetries(options, url, call, signal);
    } catch (error) {
      const told = toProviderError(error, call);
      if (told.reason === "failed" && /was not reached|certificate|private address/.test(told.message))
        dead.set(url, told);
      throw told;
    }
  };
}

/** What is wrong with one machine is a gap of that machine, and ends no sync. */
export function toProviderError(error: unknown, call: ProviderCall): ProviderError {
  if (error instanceof ProviderError) return error;
  if (error instanceof ConnectionError)
    return new ProviderError("failed", call, `${error.message} ${error.remedy}`);
  throw error;
}

function hostIn(call: ProviderCall, { targets }: ClientOptions): string {
  const named = call.input["host"];
  const url = call.input["url"];
  const host =
    typeof named === "string" ? named : new URL(String(url)).hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (!targets.some((target) => target.host === host))
    throw new Error(`${call.service}:${call.operation} goes to ${host}, which the list does not name`);
  return host;
}

/** An address of the list, or a well-known port of a machine that the list names alone. */
function addressIn(call: ProviderCall, { targets }: ClientOptions): string {
  const url = new URL(String(call.input["url"]));
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  const host = url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  const mayAsk = targets.some((target) =>
    target.url === null
      ? target.host === host && wellKnownPorts.some((known) => known === port)
      : target.url === url.origin,
  );
  if (!mayAsk)
    throw new Error(`${call.service}:${call.operation} goes to ${url.origin}, which the list does not name`);
  return url.origin;
}

async function askWithRetries(
  options: ClientOptions,
  url: string,
  call: ProviderCall,
  signal: AbortSignal,
): Promise<ServerAnswer> {
  const operation = operationOf(call);
  const key = keyFor(options, url, call, operation);
  for (let attempt = 1; ; attempt++) {
    const answer = await send(options, url, call, operation, key, signal);
    const mayAskAgain = answer.status === 429 || answer.status >= 500;
    if (!mayAskAgain) return accepted(answer, call, operation);
    if (attempt >= attemptsMax)
      throw new ProviderError(
        answer.status === 429 ? "throttled" : "failed",
        call,
        `${url} answered ${answer.status} ${attempt} times`,
      );
    await sleep(waitOf(answer, attempt, options.backoffMilliseconds ?? 500), undefined, { signal });
  }
}

/** The key of the address, where the call asks for it. Throws `denied` where none was given. */
function keyFor(
  { keys }: ClientOptions,
  url: string,
  call: ProviderCall,
  { permission }: ServerOperation,
): Record<string, string> {
  if (call.input["proof"] !== "own") return {};
  const key = keys.get(url);
  if (key?.kind !== "header")
    throw new ProviderError(
      "denied",
      call,
      `${url} asks for a key, and the connection holds none for it`,
      permission,
    );
  return { [key.name]: key.value };
}

function accepted(answer: GuardedAnswer, call: ProviderCall, { permission }: ServerOperation): ServerAnswer {
  const isRefused = answer.status >= 300 && answer.status !== 404;
  if (call.input["proof"] === "own" && isRefused)
    throw new ProviderError("denied", call, `The key was answered with ${answer.status}`, permission);
  return toAnswer(answer);
}

function send(
  { ca, addresses }: ClientOptions,
  url: string,
  call: ProviderCall,
  { path, method = "GET", body }: ServerOperation,
  key: Record<string, string>,
  signal: AbortSignal,
): Promise<GuardedAnswer> {
  const target = new URL(`${url}${pathOf(path, call)}`);
  assertMayReach(target.hostname, addresses);
  return sendGuarded(
    {
      url: target,
      method,
      headers: {
        accept: "application/json, text/plain;q=0.5",
        "user-agent": "nacre",
        ...(body === undefined
          ? {}
          : { "content-type": "application/json", "content-length": String(body.length) }),
        ...key,
      },
      ...(body === undefined ? {} : { body }),
      lookup: addresses.lookup,
      tls: { ca },
      limits,
    },
    call,
    signal,
  );
}

/** Words in braces come from the input; what is neither address nor proof goes to the query. */
export function pathOf(path: string, { input }: Pick<ProviderCall, "input">): string {
  const { url: _url, proof: _proof, ...rest } = input;
  const used = new Set<string>();
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, word: string) => {
    used.add(word);
    const value = rest[word];
    return encodeURIComponent(typeof value === "string" ? value : "");
  });
  const query = new URLSearchParams(
    Object.entries(rest)
      .filter(([name]) => !used.has(name))
      .map(([name, value]) => [name, String(value)]),
  ).toString();
  return query === "" ? filled : `${filled}?${query}`;
}

function waitOf({ headers }: GuardedAnswer, attempt: number, backoffMilliseconds: number): number {
  const after = Number(headers["retry-after"] ?? 0) * 1_000;
  const wait = Math.max(backoffMilliseconds * 2 ** (attempt - 1), Number.isFinite(after) ? after : 0);
  return Math.min(wait, waitMillisecondsMax);
}

const textLengthMax = 500;

export function toAnswer({ status, headers, text }: GuardedAnswer): ServerAnswer {
  const [type = ""] = (headers["content-type"] ?? "").toLowerCase().split(";", 1);
  return {
    status,
    type: type.trim().slice(0, 200),
    server: String(headers.server ?? "").slice(0, 200) || null,
    location: placeIn(headers.location),
    challenge: /^[\w-]{1,40}/.exec(headers["www-authenticate"] ?? "")?.[0] ?? null,
    body: parsed(text),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.slice(0, textLengthMax);
  }
}

/** Host and path of where it leads; what the query holds is nobody's business. */
function placeIn(location: string | undefined): string | null {
  if (location === undefined) return null;
  if (!URL.canParse(location)) return location.split(/[?#]/, 1)[0]?.slice(0, 500) ?? null;
  const { origin, pathname } = new URL(location);
  return `${origin}${pathname}`.slice(0, 500);
}
