import { expect, test } from "vitest";

import { calledHosts, calledResources, secretVariables } from "./environment.ts";

const variable = (name: string, value: string | null) => ({ name, value });
const base = "//aiplatform.googleapis.com/projects/acme/locations/europe-west4";
const endpoint = `${base}/endpoints/8137291044128915456`;
const indexEndpoint = `${base}/indexEndpoints/2204913377812840448`;

test("a credential in clear is named, one from a secret store is not", () => {
  expect(
    secretVariables([
      variable("OPENAI_API_KEY", "whatever"),
      variable("DB_PASSWORD", null),
      variable("PLAIN", `sk-${"a".repeat(24)}`),
      variable("EMPTY_TOKEN", ""),
    ]),
  ).toEqual(["OPENAI_API_KEY", "PLAIN"]);
});

test("what only points at a credential or counts tokens is not a credential", () => {
  const names = ["SECRET_NAME", "TOKEN_URL", "API_KEY_FILE", "MAX_OUTPUT_TOKENS", "TOKEN_LIMIT"];
  expect(secretVariables(names.map((name) => variable(name, "x")))).toEqual([]);
});

test("hosts are found in addresses and bare, over clouds", () => {
  expect(
    calledHosts([
      variable("A", "https://Acme.openai.azure.com/openai/v1?x=1"),
      variable("B", "8.europe-west4-123.vdb.vertexai.goog"),
      variable("C", "just words"),
      variable("D", "europe-west4"),
      variable("E", null),
    ]),
  ).toEqual(["acme.openai.azure.com", "8.europe-west4-123.vdb.vertexai.goog"]);
});

test("an endpoint is called by its id or its full name, whatever the variable is called", () => {
  const keys = [endpoint, indexEndpoint];
  expect(calledResources("//run/x", [variable("Q", "8137291044128915456")], keys)).toMatchObject([
    { kind: "invokes", to: endpoint },
  ]);
  const name = "projects/123/locations/europe-west4/indexEndpoints/2204913377812840448";
  expect(calledResources("//run/x", [variable("Q", name)], keys)).toMatchObject([
    { kind: "grounded-on", to: indexEndpoint },
  ]);
});

test("a short number proves nothing, and an id that does not exist leads nowhere", () => {
  expect(calledResources("//run/x", [variable("PORT", "8080")], [`${base}/endpoints/8080`])).toEqual([]);
  expect(calledResources("//run/x", [variable("Q", "9999999999999999999")], [endpoint])).toEqual([]);
});
