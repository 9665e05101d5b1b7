import { expect, test } from "vitest";

import { parseKeys } from "./endpoint-keys.ts";
import { parseInventory } from "./inventory.ts";

test("an address has a kind, a place and tags in any order, and a comment is none of it", () => {
  expect(
    parseInventory(
      "# the lab\n internal https://t.lab:8000/ Triton app=pricing owner=a@b.example\n\n10.0.0.7\n",
    ),
  ).toEqual([
    {
      host: "t.lab",
      url: "https://t.lab:8000",
      kind: "triton",
      exposure: "internal",
      tags: { app: "pricing", owner: "a@b.example" },
    },
    { host: "10.0.0.7", url: null, kind: null, exposure: null, tags: {} },
  ]);
});

test("a port without a scheme is asked over TLS", () => {
  expect(parseInventory("qdrant.lab:6333")[0]?.url).toBe("https://qdrant.lab:6333");
});

test.each([
  ["two addresses in a line", "a.lab b.lab", /Line 1/],
  ["a path", "https://a.lab/v1", /no address/],
  ["a user name", "https://me@a.lab", /no address/],
  ["another scheme", "ftp://a.lab", /no address|no name/],
  ["the cloud's own addresses", "http://169.254.169.254", /credentials of the machine/],
  ["the same in a name", "metadata.google.internal", /credentials of the machine/],
  ["an address in disguise", "http://2852039166", /credentials of the machine/],
  ["the same twice", "a.lab\na.lab", /twice/],
  ["nothing", "\n# nothing\n", /names no machine/],
])("%s is refused, and says so", (_, text, message) => {
  expect(() => parseInventory(text)).toThrow(message);
});

test("a key belongs to one address, and is written as its server wants it", () => {
  const keys = parseKeys(
    "https://q.lab:6333 api-key k1\nhttps://m.lab basic nacre:pw\nhttps://s.lab:9000 s3 AK SK\n# none\n",
  );
  expect([...keys]).toEqual([
    ["https://q.lab:6333", { kind: "header", name: "api-key", value: "k1" }],
    ["https://m.lab", { kind: "header", name: "authorization", value: "Basic bmFjcmU6cHc=" }],
    ["https://s.lab:9000", { kind: "s3", accessKeyId: "AK", secretAccessKey: "SK" }],
  ]);
});

test.each([
  ["without TLS", "http://q.lab bearer secret-word"],
  ["of no known way", "https://q.lab cookie secret-word"],
  ["with a line break of its own", "https://q.lab bearer secret-word\u00e9"],
])("a key %s is refused without being told", (_, text) => {
  expect(() => parseKeys(text)).toThrow(/^Line 1(?!.*secret-word)/);
});
