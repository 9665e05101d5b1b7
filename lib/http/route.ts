import type { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import type { SignedIn } from "#lib/access/find-session.ts";
import { contextAt } from "#lib/access/moment.ts";
import { contextOf } from "#lib/access/request-context.ts";
import { momentParameter } from "#lib/contract/moment.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { Permission } from "#lib/domain/permission.ts";
import { requireStorable } from "#lib/platform/storable.ts";
import { checkOrigin } from "./check-origin.ts";
import { once } from "./idempotency.ts";
import { parseInput } from "./parse-input.ts";
import { problemResponse } from "./problem.ts";
import { limitRequests } from "./rate-limit.ts";
import { readJson } from "./read-body.ts";
import type { QueryReader } from "./strict-query.ts";

/** What a route says about itself: what checks each request, and what the API's document is made from. */
export type RouteSpec<Params = unknown, Query = unknown, Body = unknown, Answer = unknown> = {
  /** One line, imperative: "List findings". */
  summary: string;
  /** Any one of them suffices; `signed-in` needs none. Verbs check again, so jobs and pages cannot disagree. */
  permission: Permission | readonly Permission[] | "signed-in";
  params?: z.ZodType<Params>;
  query?: QueryReader<Query>;
  /** What it reads can be asked for as of a moment, by the parameter `at`. */
  past?: boolean;
  body?: z.ZodType<Body>;
  /** Largest body in bytes, where 1 MiB is not enough. */
  maxBodyBytes?: number;
  /** The body is a file, which the handler reads from the request as it arrives. */
  upload?: { maxBytes: number };
  /** What the answer is parsed by, so that a row's extra columns cannot leak. Null where there is no content. */
  response: z.ZodType<Answer> | null;
  /** The handler answers a `Response` of this media type instead of JSON. */
  mediaType?: string;
  /** Of the answer when all is well; 200 if left out, 204 if there is no content. */
  status?: 201 | 202;
  /** The answer holds a secret that is shown once: it is never stored for an `Idempotency-Key`. */
  secret?: boolean;
};

type Input<Params, Query, Body> = {
  ctx: Context;
  signedIn: SignedIn | null;
  params: Params;
  query: Query;
  body: Body;
  request: Request;
};

export type RouteHandler = ((
  request: Request,
  route: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>) & { spec: RouteSpec };

/** The one shape of an API route: authenticate, parse, call a verb, answer. */
export function route<Params = undefined, Query = undefined, Body = undefined, Answer = unknown>(
  spec: RouteSpec<Params, Query, Body, Answer>,
  handle: (input: Input<Params, Query, Body>) => Promise<unknown>,
): RouteHandler {
  const answer = async (
    request: Request,
    rawParams: Record<string, string | string[]>,
  ): Promise<Response> => {
    const { ctx: present, signedIn } = await contextOf(request);
    if (signedIn) checkOrigin(request);
    await limitRequests(present.actor.id);
    requireAny(present, spec.permission);
    const input = { signedIn, request, ...(await parsed(spec, request, rawParams)) };
    const ctx = input.at === null ? present : await contextAt(present, input.at);
    return once(
      request,
      ctx,
      { body: input.body, params: rawParams, secret: spec.secret === true },
      async () => toResponse(spec, await handle({ ...input, ctx })),
    );
  };
  const handler = async (
    request: Request,
    // A route without parameters in its path is called without any.
    { params }: { params: Promise<Record<string, string | string[]> | undefined> },
  ): Promise<Response> => {
    try {
      return await answer(request, (await params) ?? {});
    } catch (error) {
      return problemResponse(error);
    }
  };
  // Safe because readers of `spec` only ask its schemas for their JSON Schema, whatever they parse.
  return Object.assign(handler, { spec: spec as unknown as RouteSpec });
}

async function parsed<Params, Query, Body>(
  spec: RouteSpec<Params, Query, Body>,
  request: Request,
  rawParams: Record<string, string | string[]>,
): Promise<{ params: Params; query: Query; body: Body; at: string | null }> {
  for (const [name, value] of Object.entries(rawParams)) requireStorable(name, [value].flat().join("/"));
  const params = spec.params ? parseInput(spec.params, rawParams, "path") : undefined;
  const { searchParams } = new URL(request.url);
  const at = spec.past ? takeMoment(searchParams) : null;
  const [unknown] = searchParams.keys();
  if (!spec.query && unknown !== undefined)
    throw new AppError("invalid-input", `${unknown}: There is no such parameter.`, {
      fields: [{ field: unknown, message: "There is no such parameter." }],
    });
  const query = spec.query?.(searchParams);
  const body = spec.body
    ? parseInput(spec.body, await readJson(request, spec.maxBodyBytes), "body")
    : undefined;
  // Safe because a part without a schema has the type `undefined` by default.
  return { params, query, body, at } as { params: Params; query: Query; body: Body; at: string | null };
}

/** Takes the moment out of the parameters: what is left are those of the route itself. */
function takeMoment(searchParams: URLSearchParams): string | null {
  const [at = null, ...others] = searchParams.getAll(momentParameter);
  // Given twice it stays, for the reader of the others to refuse.
  if (others.length === 0) searchParams.delete(momentParameter);
  return at;
}

function requireAny(ctx: Context, wanted: RouteSpec["permission"]): void {
  if (wanted === "signed-in") return;
  const any = typeof wanted === "string" ? [wanted] : wanted;
  if (!any.some((permission) => ctx.permissions.has(permission)))
    throw new AppError("forbidden", `This needs the permission ${any.join(" or ")}.`);
}

function toResponse(spec: Pick<RouteSpec, "response" | "status">, answer: unknown): Response {
  if (answer instanceof Response) return answer;
  const headers = { "Cache-Control": "no-store" };
  if (spec.response === null) return new Response(null, { status: 204, headers });
  return Response.json(spec.response.parse(answer), { status: spec.status ?? 200, headers });
}
