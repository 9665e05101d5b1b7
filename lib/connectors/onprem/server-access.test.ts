import { expect, test } from "vitest";

import { engineOf, engines } from "./engines.ts";
import { accessOf } from "./server-access.ts";
import type { ServerAnswer } from "./server-answer.ts";

const answer = (more: Partial<ServerAnswer>): ServerAnswer => ({
  status: 200,
  type: "application/json",
  server: null,
  location: null,
  challenge: null,
  body: {},
  ...more,
});
const asked = (kind: Parameters<typeof engineOf>[0], more: Partial<ServerAnswer>) => {
  const engine = engineOf(kind);
  return accessOf(engine, { service: kind, operation: engine.listing }, answer(more)).authentication;
};

test.each([
  ["vllm", { body: { object: "list", data: [] } }, "none"],
  ["vllm", { status: 401, body: { error: "Unauthorized" } }, "key"],
  ["mlflow", { body: {} }, "none"],
  ["mlflow", { status: 401, challenge: "Basic" }, "key"],
  ["mlflow", { status: 302, location: "https://login.example.com/authorize" }, "identity"],
  ["mlflow", { type: "text/html", body: "<html>Sign in</html>" }, null],
  ["milvus", { body: { code: 0, data: ["a"] } }, "none"],
  ["milvus", { body: { code: 1800, message: "user hasn't authenticated" } }, "key"],
  ["minio", { status: 403, body: "<Error><Code>AccessDenied</Code></Error>" }, "key"],
  ["minio", { body: "<ListAllMyBucketsResult/>" }, "none"],
  ["qdrant", { status: 502 }, null],
  ["ollama", { status: 404 }, null],
] as const)("%s that answers %o asks for %s", (kind, more, expected) => {
  expect(asked(kind, more)).toBe(expected);
});

test.each([
  ["qdrant", { body: { title: "qdrant - vector search engine", version: "1.17.0" } }, "1.17.0"],
  ["triton", { body: { name: "triton", version: "2.66.0", extensions: [] } }, "2.66.0"],
  ["minio", { server: "MinIO", body: "" }, null],
  ["chroma", { body: "1.0.12" }, "1.0.12"],
  ["mlflow", { body: "3.12.0.dev0" }, "3.12.0"],
] as const)("%s tells itself and its release", (kind, more, release) => {
  expect(engineOf(kind).release(answer(more))).toBe(release);
});

test("a page of HTML is no product at all", () => {
  const page = answer({ type: "text/html", body: "<!doctype html>" });
  expect(engines.filter(({ release }) => release(page) !== undefined)).toEqual([]);
});
