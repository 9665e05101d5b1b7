import { z } from "zod";

import { momentParameter } from "#lib/contract/moment.ts";
import { Problem } from "#lib/contract/problem.ts";
import type { RouteSpec } from "./route.ts";

export type Operation = { path: string; method: string; spec: RouteSpec };

/** OpenAPI 3.1 of the operations, from the very schemas that parse their requests and answers. */
export function openApiDocument(operations: readonly Operation[], version: string): object {
  const byPath = Map.groupBy(operations, ({ path }) => path.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}"));
  const paths = [...byPath].map(([path, members]) => [
    path,
    Object.fromEntries(
      members.map(({ method, spec }) => [method.toLowerCase(), describe(path, method, spec)]),
    ),
  ]);
  return {
    openapi: "3.1.0",
    info: {
      title: "Nacre",
      version,
      description:
        "Everything the pages use. Lists are read page by page: pass `nextCursor` as `cursor`. Unknown parameters and fields are refused.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    security: [{ token: [] }, { session: [] }],
    tags: [...new Set([...byPath.keys()].map(tagOf))].map((name) => ({ name })),
    paths: Object.fromEntries(paths) as Record<string, object>,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "An API token from Settings › Tokens." },
        session: { type: "apiKey", in: "cookie", name: "nacre.session" },
      },
      schemas: { Problem: toSchema(Problem, "output") },
    },
  };
}

function describe(path: string, method: string, spec: RouteSpec): object {
  return {
    operationId: operationIdOf(path, method),
    tags: [tagOf(path)],
    summary: spec.summary,
    description: permissionText(spec.permission),
    ...(parameters(path, method, spec).length > 0 ? { parameters: parameters(path, method, spec) } : {}),
    ...(spec.body
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: toSchema(spec.body, "input") } },
          },
        }
      : {}),
    ...(spec.upload ? { requestBody: uploadBody(spec.upload) } : {}),
    responses: responses(spec),
  };
}

const uploadBody = ({ maxBytes }: { maxBytes: number }): object => ({
  required: true,
  description: `The file itself, of at most ${maxBytes} bytes.`,
  content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
});

function permissionText(permission: RouteSpec["permission"]): string {
  if (permission === "signed-in") return "Needs no more than to be signed in.";
  return typeof permission === "string"
    ? `Needs the permission \`${permission}\`.`
    : `Needs one of the permissions ${permission.map((name) => `\`${name}\``).join(", ")}.`;
}

function parameters(path: string, method: string, spec: RouteSpec): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: propertyOf(spec.params, name),
  }));
  const inQuery = (spec.query?.parameters() ?? []).map(({ name, required, schema }) => ({
    name,
    in: "query",
    required,
    schema,
    // Several values go in one parameter, with commas.
    ...("items" in schema ? { style: "form", explode: false } : {}),
  }));
  const moment = {
    name: momentParameter,
    in: "query",
    required: false,
    description:
      "Answers what was shown then: an instant such as `2026-11-01T10:00:00Z`, or a day, as it ended in UTC.",
    schema: { type: "string" },
  };
  const key = {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description: "Sent again with the same key, the change is not made again.",
    schema: { type: "string", maxLength: 255 },
  };
  return [...inPath, ...inQuery, ...(spec.past ? [moment] : []), ...(method === "POST" ? [key] : [])];
}

function propertyOf(schema: z.ZodType | undefined, name: string): object {
  if (!schema) return { type: "string" };
  const { properties } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const property = properties?.[name];
  // A catch-all segment is parsed as a list and written as a path.
  if (typeof property !== "object" || property.type === "array") return { type: "string" };
  return property;
}

function responses(spec: RouteSpec): object {
  const problem = {
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
  const good =
    spec.response === null && spec.mediaType === undefined
      ? { 204: { description: "Done" } }
      : {
          [spec.status ?? 200]: {
            description: "Done",
            content: {
              [spec.mediaType ?? "application/json"]: {
                schema: spec.response ? toSchema(spec.response, "output") : { type: "string" },
              },
            },
          },
        };
  return { ...good, default: { description: "What was wrong and what to do", ...problem } };
}

function toSchema(schema: z.ZodType, io: "input" | "output"): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}

const tagOf = (path: string): string => path.split("/")[3] ?? "other";

const operationIdOf = (path: string, method: string): string =>
  [method.toLowerCase(), ...path.split("/").slice(3)]
    .map((part) =>
      part.replaceAll(/[^a-zA-Z]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? ""),
    )
    .map((part, at) => (at === 0 ? part : part.slice(0, 1).toUpperCase() + part.slice(1)))
    .join("");
