import type { NextAuthOptions, RequestInternal } from "next-auth";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";

import { AppError } from "#lib/domain/errors.ts";
import { env } from "#lib/platform/env.ts";
import { endSession } from "./end-session.ts";
import { sessionHours } from "./session-life.ts";
import { signInWithLink } from "./sign-in-with-link.ts";
import { signInWithPassword } from "./sign-in-with-password.ts";
import { originOf } from "./sign-in-origin.ts";
import type { Origin, SessionKey } from "./start-session.ts";

// With app/api/auth, the only file that knows next-auth. Its token only carries the key of our session row.
const Key = z.object({ id: z.uuid(), secret: z.string().min(1) });

const maxAge = sessionHours * 3600;

const isHttps = (): boolean => env().NEXTAUTH_URL?.startsWith("https://") ?? false;

const cookieName = (name: string): string => `${isHttps() ? "__Host-" : ""}nacre.${name}`;

function signingSecret(): string {
  const secret = env().NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set: nobody can sign in");
  return secret;
}

/** The cookie that keeps somebody signed in, as `name=value`. */
export async function writeSessionCookie(key: SessionKey): Promise<string> {
  const value = await encode({ token: { key }, secret: signingSecret(), maxAge });
  return `${cookieName("session")}=${value}`;
}

export async function readSessionCookie(cookies: string): Promise<SessionKey | null> {
  const prefix = `${cookieName("session")}=`;
  const cookie = cookies.split(/; */).find((pair) => pair.startsWith(prefix));
  if (cookie === undefined) return null;
  // A cookie that was altered, or signed with an earlier secret, is no session rather than an error.
  const token = await decode({ token: cookie.slice(prefix.length), secret: signingSecret() }).catch(
    () => null,
  );
  return Key.safeParse(token?.["key"]).data ?? null;
}

const Password = z.object({ email: z.string().max(320), password: z.string().max(1024) });
const Link = z.object({ secret: z.string().max(128) });

/** `onRefusal` hears of attempts that were not even tried, which next-auth itself would answer like wrong ones. */
export const authOptions = (onRefusal: (error: AppError) => void): NextAuthOptions => ({
  secret: signingSecret(),
  session: { strategy: "jwt", maxAge },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  useSecureCookies: isHttps(),
  cookies: {
    sessionToken: cookie("session"),
    callbackUrl: cookie("callback-url"),
    csrfToken: cookie("csrf"),
  },
  providers: [
    credentials("password", Password, signInWithPassword, onRefusal),
    credentials("link", Link, signInWithLink, onRefusal),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user && "key" in user ? { key: user.key } : { key: token["key"] }),
    // What next-auth's own session endpoint tells: nothing. Ours is /api/v1/session, checked against the row.
    session: ({ session }) => ({ expires: session.expires }),
    redirect: ({ url, baseUrl }) =>
      url.startsWith("/") && !/^\/[/\\]/.test(url) ? `${baseUrl}${url}` : baseUrl,
  },
  events: {
    signOut: async ({ token }) => {
      const key = Key.safeParse(token["key"]);
      if (key.success) await endSession(key.data);
    },
  },
});

function credentials<Input>(
  id: string,
  schema: z.ZodObject<z.ZodRawShape, z.core.$strip> & z.ZodType<Input>,
  signIn: (input: Input, origin: Origin) => Promise<SessionKey | null>,
  onRefusal: (error: AppError) => void,
) {
  return {
    id,
    name: id,
    type: "credentials" as const,
    credentials: Object.fromEntries(Object.keys(schema.shape).map((field) => [field, {}])),
    authorize: async (
      given: Record<string, string> | undefined,
      request: Pick<RequestInternal, "headers">,
    ) => {
      const input = schema.safeParse(given);
      if (!input.success) return null;
      try {
        const key = await signIn(input.data, originOf(request.headers ?? {}));
        return key && { id: key.id, key };
      } catch (error) {
        if (error instanceof AppError) onRefusal(error);
        throw error;
      }
    },
  };
}

const cookie = (name: string) => ({
  name: cookieName(name),
  options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure: isHttps() },
});
