import { describe, expect, test } from "vitest";

import type { Context } from "#lib/access/context.ts";
import type { Problem } from "#lib/contract/problem.ts";
import { encodeCursor } from "#lib/platform/cursor.ts";
import { newId } from "#lib/platform/id.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { operations, paramsOf, type LoadedOperation } from "#tests/support/operations.ts";
import { browserRequest, signInAs } from "#tests/support/sign-in.ts";

const nameOf = ({ method, path }: LoadedOperation) => `${method} ${path}`;
const named = operations.map((operation) => ({ name: nameOf(operation), operation }));
const shared: Record<string, string> = { checkId: "aws/none", modelId: "microsoft", rowId: "user-training" };
const idsOf = (operation: LoadedOperation): Record<string, string | string[]> =>
  Object.fromEntries(
    paramsOf(operation).map((name) => [
      name,
      name === "checkId" ? ["aws", "none"] : (shared[name] ?? newId()),
    ]),
  );

const cookies = new Map<string, Promise<string>>();

/** A person of its own for each operation, so that no limit on requests is reached. */
function cookieFor(operation: LoadedOperation): Promise<string> {
  const known = cookies.get(nameOf(operation));
  const cookie = known ?? createOrganization().then(signInAs);
  cookies.set(nameOf(operation), cookie);
  return cookie;
}

type Sent = {
  query?: string;
  body?: string;
  headers?: Record<string, string>;
  ids?: Record<string, string | string[]>;
};

/** Where a file is uploaded, a report of nothing, so that all that can be wrong is the rest. */
function fileOrBody({ spec }: LoadedOperation, body: string | undefined): { body?: string } {
  if (body !== undefined) return { body };
  return spec.upload ? { body: '{"version":"2.1.0","runs":[]}' } : {};
}

async function send(operation: LoadedOperation, { query = "", body, headers = {}, ids }: Sent) {
  const cookie = await cookieFor(operation);
  const request = browserRequest(`/x${query}`, cookie, {
    method: operation.method,
    headers,
    ...fileOrBody(operation, body),
  });
  return operation.handler(request, { params: Promise.resolve({ ...idsOf(operation), ...ids } as never) });
}

/** The problem an answer tells, after looking that it is told as one. */
async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const problem = (await response.json()) as Problem;
  expect(problem.status).toBe(response.status);
  expect(problem.type).toBe(`urn:nacre:problem:${problem.code}`);
  expect(problem.detail).toMatch(/\S/);
  return problem;
}

describe.each(named.filter(({ operation }) => operation.spec.body))("the body of $name", ({ operation }) => {
  test.each([
    ["that is no JSON", { body: "{" }, 400],
    ["that is empty", { body: "" }, 400],
    ["that is a list", { body: "[]" }, 400],
    ["that is null", { body: "null" }, 400],
    ["that is a number", { body: "7" }, 400],
    ["that calls itself a form", { body: "{}", headers: { "content-type": "text/plain" } }, 400],
    [
      "that is nested deeper than anything we take",
      { body: `{"a":${"[".repeat(70)}${"]".repeat(70)}}` },
      413,
    ],
    ["that sets a prototype", { body: '{"__proto__":{"role":"admin"}}' }, 400],
    ["that holds NUL where text is asked for", { body: '{"name":"a\\u0000b"}' }, 400],
    ["that holds half a character", { body: '{"name":"a\\ud800"}' }, 400],
  ])("%s is refused as a problem", async (_, sent, status) => {
    const problem = await problemOf(await send(operation, sent));
    expect(problem.status).toBe(status);
  });

  test("with a field we do not know is refused, naming it", async () => {
    const problem = await problemOf(await send(operation, { body: '{"colour":"red"}' }));
    expect(problem.status).toBe(400);
    // Where the kind of input decides which fields there are, the kind is missed first.
    expect(problem.fields?.map(({ field }) => field).join()).toMatch(/colour|mode|action/);
  });

  test("that claims to be larger than is taken is refused before it is read", async () => {
    const problem = await problemOf(
      await send(operation, { body: "{}", headers: { "content-length": "9999999999" } }),
    );
    expect(problem.status).toBe(413);
    expect(problem.detail).toMatch(/larger than \d+ bytes/);
  });
});

/** Nobody's value for anything; each is taken as text or refused, and breaks nothing. */
const hostile: [string, string][] = [
  ["NUL", "%00"],
  ["half an escape", "%"],
  ["a quotation mark", "'%22"],
  ["SQL", '\'; DROP TABLE "Finding"; --'],
  ["a pattern", "%25_\\"],
  ["a path", "../../etc/passwd"],
  ["nothing", ""],
  ["a space", "%20"],
  ["a large number", "99999999999999999999"],
  ["a negative number", "-1"],
  ["a fraction", "1.5"],
  ["a number with a tail", "10abc"],
  ["an object", "[object%20Object]"],
  ["a list", "a,b,,c"],
  ["another alphabet", "%E7%9F%A5%E8%AD%98%F0%9F%A6%AA"],
  ["bytes that are no text", "%ff%fe"],
  ["a long text", "x".repeat(20_000)],
];

describe.each(named.filter(({ operation }) => operation.spec.query))(
  "the query of $name",
  ({ operation }) => {
    const parameters = operation.spec.query?.parameters() ?? [];

    test("refuses a parameter it does not know, and names those it does", async () => {
      const problem = await problemOf(await send(operation, { query: "?colour=red" }));
      expect([problem.status, problem.fields?.[0]?.field]).toEqual([400, "colour"]);
      for (const { name } of parameters) expect(problem.detail).toContain(name);
    });

    test("refuses a parameter that is given twice", async () => {
      const [first] = parameters;
      const problem = await problemOf(await send(operation, { query: `?${first?.name}=1&${first?.name}=2` }));
      expect(problem.fields?.[0]?.field).toBe(first?.name);
    });

    test.each(parameters.map(({ name }) => name))(
      "%s takes or refuses whatever it is given",
      async (name) => {
        for (const [what, value] of hostile) {
          const required = parameters.filter((one) => one.required && one.name !== name);
          const rest = required.map((one) => `&${one.name}=sample`).join("");
          const response = await send(operation, { query: `?${name}=${value}${rest}` });
          expect([
            what,
            [200, 201, 400, 404].includes(response.status) ? "told" : await response.text(),
          ]).toEqual([what, "told"]);
          const fields = response.status === 400 ? (await problemOf(response)).fields : [{ field: name }];
          expect([what, fields?.[0]?.field]).toEqual([what, name]);
        }
      },
    );
  },
);

const withCursor = named.filter(({ operation }) =>
  operation.spec.query?.parameters().some(({ name }) => name === "cursor"),
);
const id = newId();
const at = new Date().toISOString();
const madeUp: [string, string][] = [
  ["is no base64", "***"],
  ["is a word", "next"],
  ["is JSON in clear", "[1]"],
  ["is an empty place", encodeCursor([])],
  ["is an object", Buffer.from('{"id":1}').toString("base64url")],
  ["is null", Buffer.from("null").toString("base64url")],
  ["is text that is no JSON", Buffer.from("[1,").toString("base64url")],
  ["has the shape of another list", encodeCursor(["a", "b", "c", "d"])],
  ["has an id that is none", encodeCursor([1, "not-an-id"])],
  ["has an enormous rank", encodeCursor([1e300, id])],
  ["has a rank beyond any number of a column", encodeCursor([2 ** 40, id])],
  ["has a rank beyond a small number's column", encodeCursor([100_000, id])],
  ["has a weight beyond a small number's column", encodeCursor([100_000, at, id])],
  ["has a name where a time stands", encodeCursor(["claims", id])],
  ["has an attention that is none", encodeCursor([100_000, "claims", id])],
  ["has an enormous weight", encodeCursor([1e300, at, id])],
  ["has a time before all time", encodeCursor(["0000-01-01T00:00:00.000Z", id])],
  ["has a time after all time", encodeCursor(["9999-12-31T23:59:59.999Z", id])],
  ["has a fraction for a rank", encodeCursor([0.5, id])],
  ["has a fraction for a weight", encodeCursor([0.5, at, id])],
  ["has a fraction for a sequence", encodeCursor([1.5])],
  ["has NUL in a name", encodeCursor(["a\u0000b", id])],
  ["has half a character in a name", encodeCursor(["a\ud800", id])],
  ["has SQL for a name", encodeCursor(['\'; DROP TABLE "Finding"; --', id])],
  ["has a place of nobody", encodeCursor([id])],
  ["is very long", "A".repeat(100_000)],
];

describe.each(withCursor)("a cursor of $name", ({ operation }) => {
  const sorts = (operation.spec.query?.parameters() ?? []).flatMap(({ name, schema }) =>
    name === "sort" && "enum" in schema && Array.isArray(schema.enum) ? schema.enum.map(String) : [],
  );

  test.each(madeUp)("that %s starts over with a word, or finds nothing after it", async (_, cursor) => {
    for (const sort of sorts.length > 0 ? sorts : [null]) {
      const response = await send(operation, {
        query: `?cursor=${encodeURIComponent(cursor)}${sort === null ? "" : `&sort=${sort}`}`,
      });
      const seen = response.status === 200 ? "told" : (await problemOf(response)).fields?.[0]?.field;
      expect(["told", "cursor"]).toContain(seen);
    }
  });
});

describe.each(named.filter(({ operation }) => paramsOf(operation).length > 0))(
  "the path of $name",
  ({ operation }) => {
    test.each(paramsOf(operation))("takes or refuses whatever stands for %s", async (param) => {
      for (const value of ["", "\u0000", "1", "not-an-id", "x".repeat(5_000), "%00", "'", `${newId()} `]) {
        const ids = { [param]: param === "checkId" ? [value] : value };
        const response = await send(operation, { ids, ...(operation.spec.body ? { body: "{}" } : {}) });
        expect([value.slice(0, 20), [400, 404].includes(response.status)]).toEqual([
          value.slice(0, 20),
          true,
        ]);
      }
    });
  },
);

const newPerson = async (): Promise<Context> => createOrganization();

describe("a route without parameters", () => {
  test.each(named.filter(({ operation }) => !operation.spec.query))(
    "$name refuses any",
    async ({ operation }) => {
      const problem = await problemOf(await send(operation, { query: "?page=2" }));
      expect([problem.status, problem.fields?.[0]?.field]).toEqual([400, "page"]);
    },
  );

  test("is not reached by another method than it has", () => {
    const methods = Map.groupBy(operations, ({ path }) => path);
    for (const [path, members] of methods)
      expect([path, new Set(members.map(({ method }) => method)).size]).toEqual([path, members.length]);
  });
});

test("what is refused as JSON is refused for who is signed in, and 401 for who is not", async () => {
  const operation = operations.find(({ path, method }) => path === "/api/v1/teams" && method === "POST");
  if (!operation) throw new Error("No such operation");
  const init = { method: "POST", body: "{" };
  const params = Promise.resolve({});
  const mine = browserRequest("/x", await signInAs(await newPerson()), init);
  expect((await operation.handler(mine, { params })).status).toBe(400);
  const nobody = await operation.handler(browserRequest("/x", null, init), { params });
  expect(nobody.status).toBe(401);
  expect(nobody.headers.get("www-authenticate")).toMatch(/^Bearer/);
});
