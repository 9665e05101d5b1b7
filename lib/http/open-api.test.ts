import { parseAsInteger } from "nuqs/server";
import { expect, test } from "vitest";
import { z } from "zod";

import { parseAsOneOf, parseAsSetOf } from "#lib/contract/parsers.ts";
import { openApiDocument, type Operation } from "./open-api.ts";
import { operationsOf } from "./collect-operations.ts";
import { strictQuery } from "./strict-query.ts";

const operation = (path: string, method: string, spec: Partial<Operation["spec"]> = {}): Operation => ({
  path,
  method,
  spec: { summary: "Summary", permission: "finding:read", response: z.object({ id: z.string() }), ...spec },
});
type Described = {
  operationId: string;
  description: string;
  parameters?: { name: string; in: string; required: boolean; schema: object; explode?: boolean }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
};
// Safe because each test then looks at what it names.
const documentOf = (...operations: Operation[]) =>
  openApiDocument(operations, "1.2.3") as {
    info: { version: string };
    tags: { name: string }[];
    paths: Record<string, Record<string, Described>>;
  };
const describe = (path: string, method: string, spec: Partial<Operation["spec"]> = {}): Described => {
  const [methods = {}] = Object.values(documentOf(operation(path, method, spec)).paths);
  const described = methods[method.toLowerCase()];
  if (!described) throw new Error("It is not in the document");
  return described;
};

test("methods of one path stand under it, segments in braces", () => {
  const { paths, tags, info } = documentOf(
    operation("/api/v1/teams", "GET"),
    operation("/api/v1/teams/[teamId]", "PATCH"),
    operation("/api/v1/teams/[teamId]", "DELETE"),
    operation("/api/v1/checks/[...checkId]", "GET"),
  );
  expect(
    Object.fromEntries(Object.entries(paths).map(([path, methods]) => [path, Object.keys(methods)])),
  ).toEqual({
    "/api/v1/teams": ["get"],
    "/api/v1/teams/{teamId}": ["patch", "delete"],
    "/api/v1/checks/{checkId}": ["get"],
  });
  expect(tags).toEqual([{ name: "teams" }, { name: "checks" }]);
  expect(info.version).toBe("1.2.3");
});

test("operation ids are words that a client generator can use", () => {
  expect(describe("/api/v1/teams", "GET").operationId).toBe("getTeams");
  expect(describe("/api/v1/teams/[teamId]/members", "POST").operationId).toBe("postTeamsTeamIdMembers");
  expect(describe("/api/v1/sign-in-links", "POST").operationId).toBe("postSignInLinks");
});

test("what a caller must be allowed is said in words", () => {
  expect(describe("/api/v1/x", "GET").description).toContain("`finding:read`");
  expect(describe("/api/v1/x", "GET", { permission: ["a:read", "b:read"] as never }).description).toMatch(
    /one of .*`a:read`, `b:read`/,
  );
  expect(describe("/api/v1/x", "GET", { permission: "signed-in" }).description).toMatch(/signed in/);
});

test("parameters in the path are required and typed by their schema", () => {
  const { parameters } = describe("/api/v1/teams/[teamId]", "GET", {
    params: z.object({ teamId: z.uuid() }),
  });
  expect(parameters).toEqual([
    expect.objectContaining({
      name: "teamId",
      in: "path",
      required: true,
      schema: expect.objectContaining({ format: "uuid" }),
    }),
  ]);
});

test("a catch-all segment is written as the path it is", () => {
  const { parameters } = describe("/api/v1/checks/[...id]", "GET", {
    params: z.object({ id: z.array(z.string()) }),
  });
  expect(parameters?.[0]?.schema).toEqual({ type: "string" });
});

test("several values go in one parameter, as the API asks for them", () => {
  const query = strictQuery({ severity: parseAsSetOf(["high", "low"]), limit: parseAsInteger });
  const { parameters = [] } = describe("/api/v1/findings", "GET", { query });
  expect(parameters.map(({ name, in: place, explode }) => [name, place, explode])).toEqual([
    ["severity", "query", false],
    ["limit", "query", undefined],
  ]);
});

test("a parameter of known values names them, one or several, with what stands where it is left out", () => {
  const query = strictQuery({
    severity: parseAsSetOf(["high", "low"]).withDefault(["low"]),
    due: parseAsOneOf(["overdue", "week"]),
    sort: parseAsOneOf(["severity", "newest"]).withDefault("severity"),
  });
  const { parameters = [] } = describe("/api/v1/findings", "GET", { query });
  expect(Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]))).toEqual({
    severity: { type: "array", items: { type: "string", enum: ["high", "low"] }, default: ["low"] },
    due: { type: "string", enum: ["overdue", "week"] },
    sort: { type: "string", enum: ["severity", "newest"], default: "severity" },
  });
});

test("only what may be sent again takes an idempotency key", () => {
  const takesKey = (method: string) =>
    (describe("/api/v1/x", method).parameters ?? []).some(({ name }) => name === "Idempotency-Key");
  expect(["GET", "POST", "PUT", "PATCH", "DELETE"].filter(takesKey)).toEqual(["POST"]);
});

test("a body is described as it is sent, an answer as it comes back", () => {
  const body = z.object({ size: z.number().default(1) });
  const { requestBody, responses } = describe("/api/v1/x", "POST", { body, response: body, status: 201 });
  expect(requestBody?.content["application/json"]?.schema).not.toHaveProperty("required");
  expect(responses["201"]?.content?.["application/json"]?.schema).toMatchObject({ required: ["size"] });
});

test("an answer without content says so, one of another media type names it", () => {
  expect(Object.keys(describe("/api/v1/x", "DELETE", { response: null }).responses)).toEqual([
    "204",
    "default",
  ]);
  const text = describe("/api/v1/x", "GET", { response: null, mediaType: "text/csv" }).responses["200"];
  expect(Object.keys(text?.content ?? {})).toEqual(["text/csv"]);
});

test("every operation says how a problem looks", () => {
  const { responses } = describe("/api/v1/x", "GET");
  expect(responses["default"]?.content).toHaveProperty(["application/problem+json"]);
});

test("a route file that goes round the one way to make a route is refused", () => {
  expect(() => operationsOf("/api/v1/x", { GET: () => new Response() })).toThrow(
    "GET /api/v1/x was not made by route()",
  );
  expect(operationsOf("/api/v1/x", { dynamic: "force-dynamic", helper: () => 1 })).toEqual([]);
});
