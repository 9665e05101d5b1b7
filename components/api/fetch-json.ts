import type { z } from "zod";

import { apiErrorOf } from "./api-error.ts";
import { atPageMoment } from "./page-moment.ts";

/** Reads from our own API and parses by the contract. Throws `ApiError`. */
export async function getJson<S extends z.ZodType>(
  url: string,
  schema: S,
  signal?: AbortSignal,
): Promise<z.output<S>> {
  const response = await fetch(atPageMoment(url), signal ? { signal } : {});
  if (!response.ok) throw await apiErrorOf(response);
  return schema.parse(await response.json());
}

type Method = "POST" | "PUT" | "PATCH" | "DELETE";

/** Changes something through our own API. Throws `ApiError`. */
export async function sendJson<S extends z.ZodType>(
  method: Method,
  url: string,
  body: unknown,
  schema: S,
): Promise<z.output<S>> {
  const response = await send(method, url, body);
  return schema.parse(await response.json());
}

/** As `sendJson`, for answers nobody reads. */
export async function send(method: Method, url: string, body?: unknown): Promise<Response> {
  const response = await fetch(url, {
    method,
    headers: { "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await apiErrorOf(response);
  return response;
}
