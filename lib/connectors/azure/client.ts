import type { TokenCredential } from "@azure/core-auth";
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpHeaders,
  type Agent,
  type Pipeline,
  type PipelinePolicy,
  type PipelineRequest,
  type PipelineResponse,
} from "@azure/core-rest-pipeline";

import { ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { openPace, type Pace, type Wait } from "../pace.ts";
import { openReach } from "../reach.ts";
import { answerOf, toProviderError } from "./arm-answer.ts";
import { askForBlob, blobAnswer } from "./blob-answer.ts";
import { cloudAt } from "./clouds.ts";
import type { Host } from "./operation.ts";
import { operations } from "./operations.ts";
import { joinPages } from "./pages.ts";
import { isLoopback, urlOf } from "./request-url.ts";

export type ClientOptions = {
  credential: TokenCredential;
  /** Where the resource manager answers; another cloud's, or a local one in tests. */
  endpoint: string;
  retryDelayMs?: number;
  /** Whether what a store holds may be read, for counts of what detectors find in it. */
  mayReadContent?: boolean;
  /** How connections are made, where the machine's own way will not do. */
  agent?: Agent;
  /** Replaced in tests, which have no minute to wait. */
  wait?: Wait;
};

const maxRetries = 4;
const requestTimeoutMs = 60_000;

/** Opens the live transport: every call is looked up in the table of operations, retried, and answered as Azure did. */
export function openTransport(options: ClientOptions): Transport {
  const pipelines = pipelinesOf(options);
  const http = createDefaultHttpClient();
  const reach = openReach();
  return async (call, signal) => {
    const operation = operations[`${call.service}/${call.operation}`];
    if (!operation) throw new ProviderError("unsupported", call, "This connector has no such operation");
    if (operation.sample && options.mayReadContent !== true)
      throw new ProviderError("not-found", call, "The connection does not allow sampling");
    const body = operation.method === "POST" ? JSON.stringify(call.input["body"] ?? {}) : null;
    const ask = async (url: URL) => {
      const request = createPipelineRequest({
        url: url.href,
        method: operation.method,
        headers: createHttpHeaders({ accept: "application/json", "content-type": "application/json" }),
        body,
        abortSignal: signal,
        timeout: requestTimeoutMs,
        allowInsecureConnection: isLoopback(url),
      });
      if (!operation.sample) return answerOf(await sent(request), call, operation);
      askForBlob(request, operation.sample);
      const response = await sent(request);
      return (await blobAnswer(response, operation.sample)) ?? answerOf(response, call, operation);
    };
    const sent = async (request: PipelineRequest): Promise<PipelineResponse> => {
      const { host } = new URL(request.url);
      if (reach.isLost(host))
        throw new ProviderError("failed", call, `${host} was not reached: calls before gave no answer`);
      try {
        const response = await pipelines[operation.host].sendRequest(http, request);
        reach.answered(host);
        return response;
      } catch (error) {
        signal.throwIfAborted();
        const told = toProviderError(error, call, operation);
        if (told.reason === "failed") reach.missed(host);
        throw told;
      }
    };
    const url = urlOf(call, operation, options.endpoint);
    return joinPages(await ask(url), operation, { call, url, ask });
  };
}

/** One for each host, since a token for one is none for another. */
function pipelinesOf(options: ClientOptions): Readonly<Record<Host, Pipeline>> {
  const cloud = cloudAt(options.endpoint);
  const audiences: Record<Host, string> = {
    management: new URL(options.endpoint).origin,
    search: cloud.searchAudience,
    graph: cloud.graph,
    project: cloud.projectAudience,
    blob: "https://storage.azure.com",
    purview: cloud.purviewAudience,
  };
  const pipelineTo = (host: Host) => pipelineFor(options, `${audiences[host]}/.default`);
  return {
    management: pipelineTo("management"),
    search: pipelineTo("search"),
    graph: pipelineTo("graph"),
    project: pipelineTo("project"),
    blob: pipelineTo("blob"),
    purview: pipelineTo("purview"),
  };
}

function pipelineFor(options: ClientOptions, scope: string): Pipeline {
  const { credential, retryDelayMs } = options;
  const pipeline = createPipelineFromOptions({
    retryOptions: { maxRetries, ...(retryDelayMs === undefined ? {} : { retryDelayInMs: retryDelayMs }) },
    redirectOptions: { maxRetries: 0 },
    ...(options.agent ? { agent: options.agent } : {}),
    userAgentOptions: { userAgentPrefix: "nacre" },
  });
  pipeline.addPolicy(impatient, { afterPhase: "Retry" });
  pipeline.addPolicy(paced(openPace(options.wait ? { wait: options.wait } : {})), { afterPhase: "Retry" });
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

/** One call that is throttled slows those beside it, and holds them as long as the service asks. */
const paced = (pace: Pace): PipelinePolicy => ({
  name: "paced",
  sendRequest: async (request, next) => {
    const sentAt = await pace.turn(signalOf(request));
    const response = await next(request);
    if (response.status === 429) pace.refused(sentAt, Math.min(askedWaitMs(response.headers), longestWaitMs));
    else pace.answered();
    return response;
  },
});

const signalOf = ({ abortSignal }: PipelineRequest): AbortSignal =>
  abortSignal instanceof AbortSignal ? abortSignal : new AbortController().signal;

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
