import { z } from "zod";

import { fromJson } from "./from-json.ts";

const readingVerbs = new Set([
  "get",
  "list",
  "read",
  "search",
  "describe",
  "find",
  "fetch",
  "query",
  "lookup",
  "look",
  "count",
  "show",
  "view",
]);
const readingMethods = new Set(["get", "head", "options"]);

/** Whether a function may change something, by the verb its name starts with. What is not plainly a read, may. */
export function functionChangesState(name: string): boolean {
  const [verb] = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").split(/[^A-Za-z0-9]+/);
  return !readingVerbs.has((verb ?? "").toLowerCase());
}

export const methodChangesState = (method: string): boolean => !readingMethods.has(method.toLowerCase());

const OpenApi = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** Whether an API described by an OpenAPI document in JSON may change something; null where it is none. */
export function apiChangesState(text: string): boolean | null {
  const api = OpenApi.safeParse(fromJson(text)).data;
  if (!api) return null;
  return Object.values(api.paths)
    .flatMap((item) => Object.keys(item))
    .some((method) => methods.has(method.toLowerCase()) && methodChangesState(method));
}
