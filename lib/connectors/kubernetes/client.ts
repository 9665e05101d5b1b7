import { setTimeout as sleep } from "node:timers/promises";

import {
  ConnectionError,
  ProviderError,
  type ProviderCall,
  type Transport,
} from "#lib/domain/provider-call.ts";
import { sendGuarded, type GuardedAnswer } from "../guarded-request.ts";
import { assertMayReach, type OutboundAddresses } from "../outbound-addresses.ts";
import { toRequest } from "./kinds.ts";
import type { ClusterAccess } from "./kubeconfig.ts";
import { remembering, type Weighed } from "./remember.ts";
import { readRefusal } from "./status-error.ts";
import { stripAnswer } from "./strip.ts";

export type ClientOptions = {
  access: ClusterAccess;
  addresses: OutboundAddresses;
  /** Milliseconds before the second attempt; doubled for each further one. */
  backoffMilliseconds?: number;
};

const attemptsMax = 4;
const waitMillisecondsMax = 60_000;

/** The live transport: read-only requests to one API server, each list asked once for as long as it is held. */
export function openClient({ access, addresses, backoffMilliseconds = 500 }: ClientOptions): Transport {
  assertMayReach(new URL(access.server).hostname, addresses);
  return remembering(async (call, signal) => {
    if (call.service === "kubeconfig") return { value: describeAccess(access), characters: 0 };
    for (let attempt = 1; ; attempt++) {
      const answer = await trySend(access, addresses, call, signal);
      if (!(answer instanceof Refused)) return answer;
      if (!answer.mayAskAgain || attempt >= attemptsMax) throw answer.error;
      const wait = Math.max(backoffMilliseconds * 2 ** (attempt - 1), answer.retryAfterMilliseconds);
      await sleep(Math.min(wait, waitMillisecondsMax), undefined, { signal });
    }
  });
}

/** The current context, as `kubectl config view --minify` has it and without what proves who asks. */
const describeAccess = ({ server, clusterName }: ClusterAccess) => ({
  "current-context": clusterName,
  clusters: [{ name: clusterName, cluster: { server } }],
});

class Refused {
  readonly error: ProviderError;
  readonly mayAskAgain: boolean;
  readonly retryAfterMilliseconds: number;
  constructor(error: ProviderError, mayAskAgain: boolean, retryAfterMilliseconds = 0) {
    this.error = error;
    this.mayAskAgain = mayAskAgain;
    this.retryAfterMilliseconds = retryAfterMilliseconds;
  }
}

async function trySend(
  access: ClusterAccess,
  addresses: OutboundAddresses,
  call: ProviderCall,
  signal: AbortSignal,
): Promise<Weighed | Refused> {
  try {
    const answer = await send(access, addresses, call, signal);
    if (answer.status >= 200 && answer.status < 300) return parseAnswer(call, answer);
    const { kind, error } = readRefusal(call, answer.status, answer.text);
    return new Refused(error, kind === "retry", retryAfterOf(answer));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ConnectionError || !(error instanceof ProviderError)) throw error;
    return new Refused(error, error.reason === "failed");
  }
}

function send(
  { server, credential, ca, serverName }: ClusterAccess,
  { lookup }: OutboundAddresses,
  call: ProviderCall,
  signal: AbortSignal,
): Promise<GuardedAnswer> {
  const { path, accept } = toRequest(call);
  const proof = credential.kind === "token" ? { authorization: `Bearer ${credential.token}` } : {};
  const certificate = credential.kind === "certificate" ? { cert: credential.cert, key: credential.key } : {};
  return sendGuarded(
    {
      url: new URL(`${server}${path}`),
      headers: { accept, "user-agent": "nacre", ...proof },
      lookup,
      tls: { ca, servername: serverName, ...certificate },
    },
    call,
    signal,
  );
}

function parseAnswer(call: ProviderCall, { text }: GuardedAnswer): Weighed {
  try {
    return { value: stripAnswer(JSON.parse(text)), characters: text.length };
  } catch {
    throw new ProviderError("malformed", call, "The API server answered with something not JSON");
  }
}

function retryAfterOf({ headers }: GuardedAnswer): number {
  const seconds = Number(headers["retry-after"] ?? 0);
  return Number.isFinite(seconds) ? Math.max(0, seconds) * 1_000 : 0;
}
