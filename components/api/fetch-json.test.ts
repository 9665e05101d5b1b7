import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";

import { ApiError, isTransient, messageOf } from "./api-error.ts";
import { getJson, send, sendJson } from "./fetch-json.ts";

afterEach(() => vi.unstubAllGlobals());

const Thing = z.object({ id: z.string(), count: z.number() });
type Sent = { url: string; init: RequestInit };

/** A network that answers everything alike, and what was asked of it. */
function network(answer: () => Response | Promise<Response>): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    sent.push({ url, init });
    init.signal?.throwIfAborted();
    return await answer();
  });
  return sent;
}
const json =
  (body: unknown, status = 200) =>
  () =>
    Response.json(body, { status });
const caught = async (promise: Promise<unknown>): Promise<unknown> =>
  await promise.then(
    () => new Error("It did not fail"),
    (error: unknown) => error,
  );

describe("reading", () => {
  test("gives what the contract says, without what it does not say", async () => {
    network(json({ id: "a", count: 3, secret: "x" }));
    expect(await getJson("/api/v1/things", Thing)).toEqual({ id: "a", count: 3 });
  });

  test("asks once, by the address as it is", async () => {
    const sent = network(json({ id: "a", count: 3 }));
    await getJson("/api/v1/things?q=a%20b&x=1,2", Thing);
    expect(sent.map(({ url, init }) => [url, init.method ?? "GET"])).toEqual([
      ["/api/v1/things?q=a%20b&x=1,2", "GET"],
    ]);
  });

  test("that is no longer wanted stops, and is told as that and not as a failure of the API", async () => {
    network(json({ id: "a", count: 3 }));
    const stop = new AbortController();
    stop.abort();
    const error = await caught(getJson("/api/v1/things", Thing, stop.signal));
    expect(error).toBeInstanceOf(DOMException);
    expect(error).toHaveProperty("name", "AbortError");
    expect(error).not.toBeInstanceOf(ApiError);
  });

  test("stops while the answer is still under way", async () => {
    const stop = new AbortController();
    network(
      () =>
        new Promise((_, reject) => {
          stop.signal.addEventListener("abort", () => reject(new DOMException("Aborted", "AbortError")));
        }),
    );
    const waiting = caught(getJson("/api/v1/things", Thing, stop.signal));
    stop.abort();
    expect(await waiting).toHaveProperty("name", "AbortError");
  });

  test("an answer that breaks the contract is refused whole, and its contents are not shown", async () => {
    network(json({ id: "hunter2", count: "many" }));
    const error = await caught(getJson("/api/v1/things", Thing));
    expect(error).toBeInstanceOf(z.ZodError);
    expect(messageOf(error)).toBe("The server's answer could not be read. Reload the page.");
  });
});

describe("an answer that is not ours", () => {
  const page = "<!doctype html><title>Sign in to the proxy</title>";

  test("with success is not taken for data", async () => {
    network(() => new Response(page, { status: 200, headers: { "Content-Type": "text/html" } }));
    const error = await caught(getJson("/api/v1/things", Thing));
    expect(error).toBeInstanceOf(SyntaxError);
    expect(messageOf(error)).toMatch(/could not be read/);
    expect(messageOf(error)).not.toContain("<");
  });

  test.each([502, 503, 504])("with %i says the status and is worth another try", async (status) => {
    network(() => new Response(page, { status, headers: { "Content-Type": "text/html" } }));
    const error = await caught(getJson("/api/v1/things", Thing));
    expect(error).toMatchObject({ status, code: "unknown", message: `The server answered ${status}.` });
    expect(isTransient(error)).toBe(true);
  });

  test("without a body still says the status", async () => {
    network(() => new Response(null, { status: 403 }));
    expect(await caught(getJson("/api/v1/things", Thing))).toMatchObject({
      status: 403,
      message: "The server answered 403.",
    });
  });

  test("a network that is down says to check the connection", async () => {
    network(() => Promise.reject(new TypeError("Failed to fetch")));
    const error = await caught(getJson("/api/v1/things", Thing));
    expect(messageOf(error)).toBe("The server could not be reached. Check the connection and try again.");
    expect(isTransient(error)).toBe(true);
  });
});

describe("each problem the API tells", () => {
  const problem = (status: number, code: string, more: object = {}) => ({
    type: `urn:nacre:problem:${code}`,
    title: `Title of ${code}`,
    status,
    detail: `What to do about ${code}.`,
    code,
    ...more,
  });

  test.each([
    [400, "invalid-input", false],
    [401, "unauthenticated", false],
    [403, "forbidden", false],
    [404, "not-found", false],
    [409, "conflict", false],
    [413, "too-large", false],
    [415, "unsupported-media-type", false],
    [422, "invalid-state", false],
    [429, "rate-limited", false],
    [500, "internal", true],
    [503, "unavailable", true],
  ])("%i %s is told in its own words; tried again: %s", async (status, code, again) => {
    network(json(problem(status, code), status));
    const error = await caught(getJson("/api/v1/things", Thing));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status, code, fields: [], message: `What to do about ${code}.` });
    expect(messageOf(error)).toBe(`What to do about ${code}.`);
    expect(isTransient(error)).toBe(again);
  });

  test("without a detail its title is told", async () => {
    network(json({ title: "No such finding", status: 404 }, 404));
    expect(messageOf(await caught(getJson("/x", Thing)))).toBe("No such finding");
  });

  test("names the fields that are wrong, each with its own words, and no others", async () => {
    const fields = [
      { field: "dueAt", message: "Choose a day to come." },
      { field: "teamId", message: "There is no such team." },
      { field: "dueAt", message: "Again." },
    ];
    network(json(problem(400, "invalid-input", { fields }), 400));
    const error = await caught(send("PUT", "/api/v1/findings/f1/assignment", {}));
    if (!(error instanceof ApiError)) throw new Error("It is no ApiError");
    expect(error.fieldMessage("dueAt")).toBe("Choose a day to come.");
    expect(error.fieldMessage("teamId")).toBe("There is no such team.");
    expect(error.fieldMessage("comment")).toBeUndefined();
    expect(error.fieldMessage("")).toBeUndefined();
  });

  test.each([
    ["fields that are no list", { fields: "dueAt" }],
    ["a field without words", { fields: [{ field: "dueAt" }] }],
    ["a code that is a number", { code: 7 }],
    ["a list", []],
    ["nothing", null],
    ["words alone", "Forbidden"],
  ])("told as %s still names its status", async (_, body) => {
    network(json(body, 403));
    expect(await caught(getJson("/x", Thing))).toMatchObject({
      status: 403,
      code: "unknown",
      fields: [],
      message: "The server answered 403.",
    });
  });
});

describe("changing", () => {
  test.each(["POST", "PUT", "PATCH", "DELETE"] as const)("%s sends its body as JSON", async (method) => {
    const sent = network(json({ id: "a", count: 1 }));
    expect(await sendJson(method, "/api/v1/things", { name: "x", none: null }, Thing)).toEqual({
      id: "a",
      count: 1,
    });
    expect(sent).toHaveLength(1);
    expect(sent[0]?.init).toMatchObject({
      method,
      headers: { "Content-Type": "application/json" },
      body: '{"name":"x","none":null}',
    });
  });

  test("without a body sends none, rather than the word undefined", async () => {
    const sent = network(() => new Response(null, { status: 204 }));
    const response = await send("DELETE", "/api/v1/things/a");
    expect(response.status).toBe(204);
    expect(sent[0]?.init).not.toHaveProperty("body");
  });

  test.each([null, false, 0, ""])("a body of %j is a body", async (body) => {
    const sent = network(() => new Response(null, { status: 204 }));
    await send("PUT", "/api/v1/things/a", body);
    expect(sent[0]?.init.body).toBe(JSON.stringify(body));
  });

  test("that is refused throws what the API said, and reads nothing", async () => {
    network(json({ code: "forbidden", detail: "Only analysts assign." }, 403));
    const error = await caught(sendJson("POST", "/api/v1/things", {}, Thing));
    expect(error).toMatchObject({ status: 403, code: "forbidden", message: "Only analysts assign." });
  });

  test("that was done and answered in other words is told as unreadable, not as undone", async () => {
    network(json({ id: 7 }));
    const error = await caught(sendJson("POST", "/api/v1/things", {}, Thing));
    expect(error).toBeInstanceOf(z.ZodError);
    expect(messageOf(error)).not.toMatch(/could not be reached/);
  });
});
