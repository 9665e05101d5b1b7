import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

import { Problem } from "#lib/contract/problem.ts";
import { causeOf } from "#lib/domain/cause-of.ts";
import { ConnectionError } from "#lib/domain/provider-call.ts";

export type ServerTarget = {
  /** Where Nacre runs, without a path. */
  server: URL;
  token: string;
  /** What the API token has to be allowed, as a refusal tells it. */
  permissions: string;
  /** Replaced in tests, which have no minutes to wait. */
  wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
};

type Question = {
  method: "GET" | "POST" | "PATCH";
  /** Below `/api/v1`, with its query. */
  path: string;
  /** An object is sent as JSON, a file as it is. */
  body?: object | Blob;
  /** The same for each attempt at one change, so that it is made once whichever answer is lost. */
  idempotencyKey?: string;
};

const attemptsMax = 5;
const answerCharactersMax = 4 * 1024 * 1024;

/** Not answered, or not now: worth another attempt. */
class TryAgain extends Error {
  override readonly name = "TryAgain";
  readonly waitMilliseconds: number;
  constructor(message: string, waitMilliseconds: number) {
    super(message);
    this.waitMilliseconds = waitMilliseconds;
  }
}

/**
 * Attempts what may be asked again until it is answered, and not for ever. Throws `ConnectionError`, also where the
 * answer does not parse.
 */
export async function withRetries<T>(
  { wait = (milliseconds, signal) => sleep(milliseconds, undefined, { signal }) }: ServerTarget,
  signal: AbortSignal,
  attemptOnce: (attempt: number) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await attemptOnce(attempt);
    } catch (error) {
      if (error instanceof z.ZodError)
        throw new ConnectionError("What answered is not Nacre.", "Check the address given with --server.");
      if (!(error instanceof TryAgain)) throw error;
      if (attempt >= attemptsMax)
        throw new ConnectionError(error.message, "Run the same command again later; the file is kept.");
      await wait(Math.max(error.waitMilliseconds, 1_000 * 2 ** (attempt - 1)), signal);
    }
}

/** Asks a running Nacre once, within `withRetries`. Gives the JSON of the answer, or null where it is none. */
export async function askServer(
  target: ServerTarget,
  { method, path, body, idempotencyKey }: Question,
  signal: AbortSignal,
): Promise<unknown> {
  const { server, token } = target;
  let response: Response;
  let text: string;
  try {
    response = await fetch(new URL(`/api/v1${path}`, server), {
      method,
      // A redirect would carry the token and what is sent to wherever it points.
      redirect: "error",
      headers: {
        authorization: `Bearer ${token}`,
        ...(body instanceof Blob ? {} : { "content-type": "application/json" }),
        ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
      },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(5 * 60_000)]),
    });
    text = (await response.text()).slice(0, answerCharactersMax);
  } catch (error) {
    signal.throwIfAborted();
    throw new TryAgain(`${server.host} was not reached: ${causeOf(error)}`, 0);
  }
  if (response.status === 429 || response.status >= 500)
    throw new TryAgain(
      `${server.host} answered ${response.status}.`,
      1_000 * Math.min(300, Number(response.headers.get("retry-after") ?? 0) || 0),
    );
  if (!response.ok) throw refusalOf(target, response.status, text);
  return parseJson(text);
}

function refusalOf({ server, permissions }: ServerTarget, status: number, text: string): ConnectionError {
  const problem = Problem.safeParse(parseJson(text));
  const message = problem.success ? problem.data.detail : `${server.host} answered ${status}.`;
  if (status === 401)
    return new ConnectionError(message, "Make a new API token under Settings › API tokens.");
  return status === 403
    ? new ConnectionError(message, `Give the API token what it needs (${permissions}), and no more.`)
    : new ConnectionError(message, "Change what it names, and run the command again.");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
