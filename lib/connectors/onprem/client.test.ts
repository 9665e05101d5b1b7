import { expect, test } from "vitest";

import { pathOf, toAnswer } from "./client.ts";

const call = (input: Record<string, unknown>) => ({
  input: { url: "https://a.lab", proof: "own", ...input },
});

test("a path is filled from the input, and a name cannot leave its place in it", () => {
  expect(pathOf("/v2/models/{model}", call({ model: "../repository/index?x" }))).toBe(
    "/v2/models/..%2Frepository%2Findex%3Fx",
  );
  expect(pathOf("/runs/get", call({ run_id: "a&b=c" }))).toBe("/runs/get?run_id=a%26b%3Dc");
});

const answer = (headers: Record<string, string>, text = "") => toAnswer({ status: 200, headers, text });

test("of where a server sends its callers only host and path are kept", () => {
  const at = (location: string) => answer({ location }).location;
  expect(at("https://login.example.com/authorize?state=secret#x")).toBe(
    "https://login.example.com/authorize",
  );
  expect(at("/hub/login?next=%2F")).toBe("/hub/login");
});

test("of a text that is no JSON only the beginning is kept", () => {
  expect(answer({}, "x".repeat(5_000)).body).toHaveLength(500);
  expect(answer({ "content-type": "Application/JSON; charset=utf-8" }, '{"a":1}')).toMatchObject({
    type: "application/json",
    body: { a: 1 },
  });
  expect(answer({ "www-authenticate": 'Basic realm="the lab"' }).challenge).toBe("Basic");
});
