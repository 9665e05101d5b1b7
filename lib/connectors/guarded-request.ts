import { request as requestHttp, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";

import { ConnectionError, ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";

export type GuardedRequest = {
  url: URL;
  headers: Readonly<Record<string, string>>;
  method?: "GET" | "POST";
  body?: string;
  lookup: LookupFunction;
  /** Certificates to trust instead of the machine's own, and those that prove who Nacre is. */
  tls?: {
    ca?: string | undefined;
    cert?: string | undefined;
    key?: string | undefined;
    servername?: string | undefined;
  };
  /** Less than what every request may take. */
  limits?: { bytes: number; milliseconds: number };
};
export type GuardedAnswer = { status: number; headers: IncomingMessage["headers"]; text: string };

const limitsMax = { bytes: 64 * 1024 * 1024, milliseconds: 60_000 };

/**
 * One request that goes nowhere its lookup refuses, follows no redirect and takes no more than 64 MiB. Throws
 * `ConnectionError` where the address is refused, and `ProviderError` where nothing usable answered.
 */
export function sendGuarded(
  asked: GuardedRequest,
  call: Pick<ProviderCall, "service" | "operation">,
  signal: AbortSignal,
): Promise<GuardedAnswer> {
  const limits = asked.limits ?? limitsMax;
  const limited = AbortSignal.any([signal, AbortSignal.timeout(limits.milliseconds)]);
  const send = asked.url.protocol === "https:" ? requestHttps : requestHttp;
  const { promise, resolve, reject } = Promise.withResolvers<GuardedAnswer>();
  const fail = (error: unknown) =>
    reject(signal.aborted ? (signal.reason as Error) : failureOf(error, call, asked.url));
  const request = send(
    asked.url,
    {
      method: asked.method ?? "GET",
      headers: asked.headers,
      lookup: asked.lookup,
      signal: limited,
      ...definedOnly(asked.tls ?? {}),
    },
    (response) => {
      readText(response, call, limits.bytes).then(
        (text) => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        fail,
      );
    },
  );
  request.on("error", fail);
  request.end(asked.body);
  return promise;
}

const definedOnly = (options: object) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

async function readText(
  response: IncomingMessage,
  call: Pick<ProviderCall, "service" | "operation">,
  bytesMax: number,
): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  // Safe because a response without an encoding yields buffers.
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.byteLength;
    if (bytes > bytesMax)
      throw new ProviderError("failed", call, `The answer is larger than ${bytesMax / 1024 / 1024} MiB`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function failureOf(error: unknown, call: Pick<ProviderCall, "service" | "operation">, url: URL): Error {
  if (error instanceof ConnectionError || error instanceof ProviderError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code))
    return new ConnectionError(
      `${url.host} showed a certificate that is not trusted (${code}).`,
      "Enter the certificate authority that signed it, and check that the address is the one it was made for.",
    );
  const cause = error instanceof Error ? error.message.slice(0, 300) : String(error);
  return new ProviderError("failed", call, `${url.host} was not reached: ${cause}`);
}
