import { expect, test } from "vitest";

import { Problem } from "#lib/contract/problem.ts";
import { AppError, type ErrorCode } from "#lib/domain/errors.ts";
import { problemResponse } from "./problem.ts";

const answerTo = async (error: unknown) => {
  const response = problemResponse(error);
  return { response, body: Problem.parse(await response.json()) };
};

test.each<[ErrorCode, number]>([
  ["invalid-input", 400],
  ["unauthenticated", 401],
  ["forbidden", 403],
  ["not-found", 404],
  ["conflict", 409],
  ["too-large", 413],
  ["rate-limited", 429],
])("%s is answered %i, in the header as in the body", async (code, status) => {
  const { response, body } = await answerTo(new AppError(code, "Because."));
  expect(response.status).toBe(status);
  expect(body).toMatchObject({ status, code, detail: "Because.", type: `urn:nacre:problem:${code}` });
  expect(body.title).not.toBe("");
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("no-store");
});

test("fields are told where there are any", async () => {
  const fields = [{ field: "name", message: "Too short" }];
  expect((await answerTo(new AppError("invalid-input", "x", { fields }))).body.fields).toEqual(fields);
  expect((await answerTo(new AppError("invalid-input", "x"))).body).not.toHaveProperty("fields");
});

test("who must wait is told how long, who must sign in is told how", async () => {
  const limited = await answerTo(new AppError("rate-limited", "x", { retryAfterSeconds: 30 }));
  expect(limited.response.headers.get("retry-after")).toBe("30");
  const nobody = await answerTo(new AppError("unauthenticated", "x"));
  expect(nobody.response.headers.get("www-authenticate")).toMatch(/^Bearer /);
  expect(nobody.response.headers.get("retry-after")).toBeNull();
});

test.each([
  ["an error", new Error("password=hunter2 at db.internal")],
  ["a text", "hunter2"],
  ["nothing", undefined],
  ["what only looks like ours", { name: "AppError", code: "not-found", message: "hunter2", status: 404 }],
])("%s that no caller caused is 500 and stays private, under an id of its own", async (_, error) => {
  const first = await answerTo(error);
  const second = await answerTo(error);
  expect(first.response.status).toBe(500);
  expect(JSON.stringify(first.body)).not.toContain("hunter2");
  expect(first.body.detail).toContain(first.body.errorId);
  expect(first.body.errorId).not.toBe(second.body.errorId);
});
