import type { TokenCredential } from "@azure/core-auth";
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpHeaders,
  type Pipeline,
  type PipelinePolicy,
  type PipelineResponse,
} from "@azure/core-rest-pipeline";

import { ProviderError, type ProviderCall, type Transport } from "#lib/domain/provider-call.ts";
import { answerOf, toProviderError } from "./arm-answer.ts";
import { cloudAt } from "./clouds.ts";
import { operations, type Operation } from "./operations.ts";

export type ClientOptions = {
  credential: TokenCredential;
  /** Where the resource manager answers; another cloud's, or a local one in tests. */
  endpoint: string;
  retryDelayMs?: number;
};

const pagesMax = 500;
const maxRetries = 4;
const requestTimeoutMs = 60_000;

/** Opens the live transport: every call is looked up in the table of operations, retried, and answered as ARM did. */
export function openTransport(options: ClientOptions): Transport {
  const management = pipelineFor(options, `${new URL(options.endpoint).origin}/.default`);
  const search = pipelineFor(options, `${cloudAt(options.endpoint).searchAudience}/.default`);
  const http = createDefaultHttpClient();
  return async (call, signal) => {
    const operation = operations[`${call.service}/${call.operation}`];
    if (!operation) throw new ProviderError("unsupported", call, "This connector has no such operation");
    const pipeline = operation.host === "search" ? search : management;
    const send: Send = async (url, body) => {
      const request = createPipelineRequest({
        url: url.href,
        method: operation.method,
        headers: createHttpHeaders({ accept: "application/json", "content-type": "application/json" }),
        body,
        abortSignal: signal,
        timeout: requestTimeoutMs,
        allowInsecureConnection: isLoopback(url),
      });
      try {
        return await pipeline.sendRequest(http, request);
      } catch (error) {
        signal.throwIfAborted();
        throw toProviderError(error, call, operation);
      }
    };
    const url = urlOf(call, operation, options);
    const body = operation.method === "POST" ? JSON.stringify(call.input["body"] ?? {}) : null;
    const first = answerOf(await send(url, body), call, operation);
    return operation.paged ? joinPages(first, url, call, operation, (next) => send(next, body)) : first;
  };
}

type Send = (url: URL, body: string | null) => Promise<PipelineResponse>;

async function joinPages(
  first: Record<string, unknown>,
  url: URL,
  call: ProviderCall,
  operation: Operation,
  next: (url: URL) => Promise<PipelineResponse>,
): Promise<unknown> {
  const value = [...valuesOf(first, call)];
  let link = nextLinkOf(first, call);
  for (let page = 1; link !== null; page++) {
    if (page >= pagesMax) throw new ProviderError("failed", call, `Azure sent more than ${pagesMax} pages`);
    if (!URL.canParse(link, url))
      throw new ProviderError("malformed", call, "Azure answered a list whose next page is no address");
    const target = new URL(link, url);
    // A token must never follow a link to another host.
    if (target.origin !== url.origin)
      throw new ProviderError("malformed", call, `The next page is on another host, ${target.host}`);
    const answer = answerOf(await next(target), call, operation);
    value.push(...valuesOf(answer, call));
    link = nextLinkOf(answer, call);
  }
  return { value };
}

function nextLinkOf(answer: Record<string, unknown>, call: ProviderCall): string | null {
  const link = answer["nextLink"] ?? answer["@odata.nextLink"] ?? "";
  if (typeof link !== "string")
    throw new ProviderError("malformed", call, "Azure answered a list whose next page is no address");
  return link === "" ? null : link;
}

function valuesOf(answer: Record<string, unknown>, call: ProviderCall): readonly unknown[] {
  if (Array.isArray(answer["value"])) return answer["value"];
  throw new ProviderError("malformed", call, "Azure answered a list without `value`");
}

function urlOf(call: ProviderCall, operation: Operation, options: ClientOptions): URL {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (name === "subscriptionId") return encodeURIComponent(call.account);
    const given = call.input[name];
    if (typeof given === "string" && isResourceId(given)) return encodeURI(given);
    throw new ProviderError("failed", call, `${name} is not a resource id`);
  });
  const url = new URL(path, operation.host === "search" ? searchHost(call, options) : options.endpoint);
  url.searchParams.set("api-version", operation.apiVersion);
  return url;
}

const isResourceId = (id: string): boolean =>
  /^\/subscriptions\/[^?#]+$/i.test(id) && !id.split("/").includes("..");

function searchHost(call: ProviderCall, { endpoint }: ClientOptions): string {
  const name = call.input["serviceName"];
  if (typeof name !== "string" || !/^[a-z0-9-]{2,60}$/.test(name))
    throw new ProviderError("failed", call, "serviceName is not the name of a search service");
  return `https://${name}.${cloudAt(endpoint).searchSuffix}`;
}

export const isLoopback = (url: URL): boolean =>
  ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname) && url.protocol === "http:";

function pipelineFor(options: ClientOptions, scope: string): Pipeline {
  const { credential, retryDelayMs } = options;
  const pipeline = createPipelineFromOptions({
    retryOptions: { maxRetries, ...(retryDelayMs === undefined ? {} : { retryDelayInMs: retryDelayMs }) },
    redirectOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: "nacre" },
  });
  pipeline.addPolicy(impatient, { afterPhase: "Retry" });
  if (!isLoopback(new URL(options.endpoint))) {
    pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: scope }));
    return pipeline;
  }
  // The library's own policy refuses plain http, which only a server on this machine may speak.
  pipeline.addPolicy({
    name: "loopbackToken",
    sendRequest: async (request, next) => {
      const token = await credential.getToken(scope);
      request.headers.set("authorization", `Bearer ${token?.token ?? ""}`);
      return next(request);
    },
  });
  return pipeline;
}

const longestWaitMs = 60_000;

/** Waits as long as a service asks, but for a minute at most: else one call would hold its collection for an hour. */
const impatient: PipelinePolicy = {
  name: "impatient",
  sendRequest: async (request, next) => {
    const response = await next(request);
    if (askedWaitMs(response.headers) > longestWaitMs)
      for (const name of ["retry-after", "retry-after-ms", "x-ms-retry-after-ms"])
        response.headers.delete(name);
    return response;
  },
};

function askedWaitMs(headers: HttpHeaders): number {
  const after = headers.get("retry-after") ?? "";
  const seconds = Number(after);
  const waits = [
    Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(after) - Date.now(),
    Number(headers.get("retry-after-ms")),
    Number(headers.get("x-ms-retry-after-ms")),
  ];
  return Math.max(...waits.filter(Number.isFinite));
}
