import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

import { ConnectionError } from "#lib/domain/provider-call.ts";

export type PushTarget = {
  /** Where Nacre runs, without a path. */
  server: URL;
  token: string;
  /** Connection that replays recordings and is to replay this one from now on. */
  connectionId: string | null;
  /** Replaced in tests, which have no minutes to wait. */
  wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
};

const Uploaded = z.object({ id: z.string(), recording: z.string(), name: z.string() });
type Uploaded = z.infer<typeof Uploaded>;
const Listed = z.object({ items: z.array(Uploaded) });
const Refusal = z.object({ error: z.object({ message: z.string() }) });

const attemptsMax = 5;
const answerCharactersMax = 4 * 1024 * 1024;

/**
 * Uploads a recording and, where a connection is named, lets it replay that one and sync. An upload whose answer was
 * lost is found by its name and not sent again. Throws `ConnectionError`.
 */
export async function pushRecording(
  target: PushTarget,
  { name, text }: { name: string; text: string },
  signal: AbortSignal,
): Promise<Uploaded> {
  const uploaded = await withRetries(target, signal, async (attempt) => {
    const before = attempt > 1 ? await findByName(target, name, signal) : null;
    return before ?? Uploaded.parse(await ask(target, "POST", "/recordings", { name, text }, signal));
  });
  const { connectionId } = target;
  if (connectionId === null) return uploaded;
  const path = `/connections/${encodeURIComponent(connectionId)}`;
  const { recording } = uploaded;
  await withRetries(target, signal, async () => ask(target, "PATCH", path, { recording }, signal));
  await withRetries(target, signal, async () => ask(target, "POST", `${path}/sync`, undefined, signal));
  return uploaded;
}

async function findByName(target: PushTarget, name: string, signal: AbortSignal): Promise<Uploaded | null> {
  const { items } = Listed.parse(await ask(target, "GET", "/recordings", undefined, signal));
  return items.find((one) => one.name === name) ?? null;
}

/** Not answered, or not now: worth another attempt. */
class TryAgain extends Error {
  override readonly name = "TryAgain";
  readonly waitMilliseconds: number;
  constructor(message: string, waitMilliseconds: number) {
    super(message);
    this.waitMilliseconds = waitMilliseconds;
  }
}

async function withRetries<T>(
  { wait = (milliseconds, signal) => sleep(milliseconds, undefined, { signal }) }: PushTarget,
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

async function ask(
  { server, token }: PushTarget,
  method: "GET" | "POST" | "PATCH",
  path: string,
  body: object | undefined,
  signal: AbortSignal,
): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(new URL(`/api/v1${path}`, server), {
      method,
      // A redirect would carry the token and the recording to wherever it points.
      redirect: "error",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
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
  if (!response.ok) throw refusalOf(server, response.status, text);
  return parseJson(text);
}

function refusalOf({ host }: URL, status: number, text: string): ConnectionError {
  const refusal = Refusal.safeParse(parseJson(text));
  const message = refusal.success ? refusal.data.error.message : `${host} answered ${status}.`;
  if (status === 401)
    return new ConnectionError(message, "Make a new API token under Settings › API tokens.");
  if (status === 403)
    return new ConnectionError(
      message,
      "Give the API token the permissions connection:read and connection:write, and no other.",
    );
  return new ConnectionError(message, "Change what it names, and run the command again.");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What fetch says is always that it failed; the reason is beneath. */
const causeOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message.slice(0, 300) : String(cause);
};
