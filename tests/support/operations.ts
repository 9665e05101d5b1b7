import { globSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { operationsOf, type RouteModule } from "#lib/http/collect-operations.ts";
import { browserRequest } from "./sign-in.ts";
import { sampleOf } from "./sample-value.ts";

/** Describes the API itself; made from the others, so it is not one of them. */
const documentation = new Set(["app/api/v1/openapi.json/route.ts", "app/api/v1/docs/route.ts"]);

/** What a JSON Schema does not tell of a body: patterns, and rules over several fields. */
const beyondSchema: Record<string, Record<string, unknown>> = {
  "/api/v1/responsibility/[workloadId]/[modelId]/[rowId]/override": { status: "met" },
  "/api/v1/responsibility/[workloadId]/[modelId]/[rowId]/documents": {
    fileName: "policy.pdf",
    mediaType: "application/pdf",
    content: "cG9saWN5",
  },
  "/api/v1/compliance/[frameworkId]/controls/[controlId]/attestations": {
    statement: "Shown in the audit of May",
    fileName: "policy.pdf",
    mediaType: "application/pdf",
    content: "cG9saWN5",
    workloadId: null,
  },
};

export const routeFiles = globSync("app/api/v1/**/route.ts")
  .filter((file) => !documentation.has(file))
  .toSorted();

const loaded = await Promise.all(
  routeFiles.map(async (file) => {
    // Safe because a module is an object of what it exports.
    const exported = (await import(pathToFileURL(path.resolve(file)).href)) as RouteModule;
    return operationsOf(file.replace(/^app/, "").replace(/\/route\.ts$/, ""), exported);
  }),
);
export const operations = loaded.flat();
export type LoadedOperation = (typeof operations)[number];

export const paramsOf = ({ path: template }: LoadedOperation): string[] =>
  [...template.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name = ""]) => name);

/** Calls the exported handler as the router would, with the smallest input its schemas take. */
export function callOperation(
  operation: LoadedOperation,
  {
    cookie,
    token,
    ids,
    body,
  }: { cookie?: string; token?: string; ids: Record<string, string>; body?: unknown },
): Promise<Response> {
  const { path: template, method, spec, handler } = operation;
  const url = template.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => ids[name] ?? "missing");
  const required = (spec.query?.parameters() ?? []).filter((parameter) => parameter.required);
  const query = required.map(({ name }) => `${name}=sample`).join("&");
  const content =
    body ?? (spec.body ? { ...Object(sampleOf(spec.body)), ...beyondSchema[template] } : undefined);
  const request = browserRequest(`${url}${query ? `?${query}` : ""}`, cookie ?? null, {
    method,
    ...(content === undefined ? {} : { body: JSON.stringify(content) }),
    ...(token ? { headers: { authorization: `Bearer ${token}` } } : {}),
  });
  const params = Object.fromEntries(
    [...template.matchAll(/\[(\.\.\.)?(\w+)\]/g)].map(([, rest, name = ""]) => {
      const id = ids[name] ?? "missing";
      return [name, rest ? id.split("/") : id];
    }),
  );
  return handler(request, { params: Promise.resolve(params) });
}
