import NextAuth from "next-auth";
import type { NextRequest } from "next/server";

import { authOptions } from "#lib/access/session.ts";
import { checkOrigin } from "#lib/http/check-origin.ts";
import { problemResponse } from "#lib/http/problem.ts";

type Route = { params: Promise<{ nextauth: string[] }> };

// next-auth answers every refusal with a redirect; a limit that was reached must say so, and when to come back.
async function handle(request: NextRequest, route: Route): Promise<Response> {
  let refusal: unknown = null;
  try {
    checkOrigin(request);
    const options = authOptions((error) => (refusal = error));
    const response: unknown = await NextAuth(request, route, options);
    if (refusal !== null) return problemResponse(refusal);
    if (!(response instanceof Response)) throw new Error("next-auth gave no response");
    response.headers.set("Cache-Control", "no-store");
    return response;
  } catch (error) {
    return problemResponse(error);
  }
}

export const GET = handle;
export const POST = handle;
