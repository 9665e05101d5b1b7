import { AppError } from "#lib/domain/errors.ts";
import type { Context } from "./context.ts";
import { findSession, type SignedIn } from "./find-session.ts";
import { findToken } from "./find-token.ts";
import { readSessionCookie } from "./session.ts";

/** `signedIn` is null for a token, which has no session, no password and no browser. */
export type Caller = { ctx: Context; signedIn: SignedIn | null };

/** Who sends this request. A bearer token wins over a cookie; neither, or one that does not hold, is 401. */
export async function contextOf(request: Request): Promise<Caller> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const [, token] = /^Bearer +(nacre_[A-Za-z0-9_-]{43})$/i.exec(authorization) ?? [];
    const ctx = token === undefined ? null : await findToken(token);
    if (!ctx) throw new AppError("unauthenticated", "The token is not valid, has expired or was revoked.");
    return { ctx, signedIn: null };
  }
  const signedIn = await signedInOf(request.headers);
  if (!signedIn) throw new AppError("unauthenticated", "Sign in, or send a token as Authorization: Bearer.");
  return { ctx: signedIn.ctx, signedIn };
}

/** The person whose browser sends these headers, or null. */
export async function signedInOf(headers: Headers): Promise<SignedIn | null> {
  const key = await readSessionCookie(headers.get("cookie") ?? "");
  return key && findSession(key);
}

/** For what only makes sense in a browser's session. */
export function sessionOf({ signedIn }: { signedIn: SignedIn | null }): SignedIn {
  if (!signedIn) throw new AppError("forbidden", "A token cannot do this: sign in.");
  return signedIn;
}
