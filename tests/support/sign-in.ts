import type { Context } from "#lib/access/context.ts";
import { writeSessionCookie } from "#lib/access/session.ts";
import { startSession } from "#lib/access/start-session.ts";

export const testOrigin = "http://localhost:3000";

/** The `cookie` header of a browser in which this context's person is signed in. */
export async function signInAs(ctx: Context): Promise<string> {
  const from = { address: "192.0.2.1", userAgent: "test" };
  return writeSessionCookie(await startSession(ctx.actor.id, ctx.organizationId, from));
}

/** A request as that browser's own page sends it. */
export async function requestAs(ctx: Context, path: string, init: RequestInit = {}): Promise<Request> {
  return browserRequest(path, await signInAs(ctx), init);
}

export function browserRequest(path: string, cookie: string | null, init: RequestInit = {}): Request {
  const headers = new Headers({
    host: "localhost:3000",
    origin: testOrigin,
    "sec-fetch-site": "same-origin",
    ...(init.body === undefined || init.body === null ? {} : { "content-type": "application/json" }),
    ...(cookie === null ? {} : { cookie }),
  });
  for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
  return new Request(new URL(path, testOrigin), { ...init, headers });
}
