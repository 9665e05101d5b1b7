import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { holdsCredential, maskCredential } from "./credential.ts";
import { scrub } from "./scrub.ts";

const hex = "c0ffee00c0ffee00c0ffee00c0ffee00";
const secrets = [
  "AKIAABCDEFGHIJKLMNOP",
  "ASIAABCDEFGHIJKLMNOP",
  `sk-ant-api03-${"a1B2".repeat(10)}`,
  `sk-proj-${"Zz9_".repeat(8)}`,
  `ghp_${"a1B2c3".repeat(6)}`,
  `github_pat_${"a1B2c3".repeat(6)}`,
  `hf_${"aBcDe".repeat(6)}`,
  `AIza${"SyD9x_".repeat(6)}`,
  "xoxb-123456789012-abcdefghij",
];

describe("wherever a provider puts a secret of a known shape", () => {
  const places: [string, (secret: string) => unknown][] = [
    ["a member", (secret) => ({ NOTE: secret })],
    ["a list", (secret) => [[secret], []]],
    ["a pair in small letters", (secret) => ({ name: "NOTE", value: secret, type: "PLAINTEXT" })],
    ["a pair in capitals", (secret) => ({ Name: "NOTE", Value: secret })],
    ["a tag", (secret) => ({ Tags: [{ Key: "note", Value: secret }] })],
    ["the middle of a sentence", (secret) => ({ Description: `Call it with ${secret}, please.` })],
    ["a build's commands", (secret) => ({ buildspec: `run:\n  - export K=${secret}\n  - make` })],
    [
      "a command line",
      (secret) => ({ Command: ["sh", "-c", `curl -H "Authorization: Bearer ${secret}" x`] }),
    ],
    ["an escaped document", (secret) => ({ Policy: JSON.stringify({ note: secret }) })],
    ["far down", (secret) => ({ a: { b: [{ c: { d: [{ e: secret }] } }] } })],
  ];
  test.each(places)("in %s, none is left", (_, place) => {
    for (const secret of secrets) {
      const text = JSON.stringify(scrub(place(secret)));
      expect(text).not.toContain(secret);
      expect(text).toContain("x".repeat(16));
    }
  });
});

describe("a secret is known by the name it stands under", () => {
  test.each([
    ["a Lambda function", { Environment: { Variables: { DB_PASSWORD: "correct-horse-battery" } } }],
    [
      "a CodeBuild project",
      { environmentVariables: [{ name: "NPM_TOKEN", value: "correct-horse-battery" }] },
    ],
    ["an App Service", { properties: { "OpenAI:ApiKey": "correct-horse-battery" } }],
    ["a container", { env: [{ name: "CLIENT_SECRET", value: "correct-horse-battery" }] }],
    ["a stage of an API", { item: [{ variables: { apiKey: "correct-horse-battery" } }] }],
  ])("in the settings of %s", (_, answer) => {
    const text = JSON.stringify(scrub(answer));
    expect(text).not.toContain("correct-horse");
    expect(text).toHaveLength(JSON.stringify(answer).length);
  });

  test("a value beside a name that says nothing stays", () => {
    const answer = { environmentVariables: [{ name: "STAGE", value: "correct-horse-battery" }] };
    expect(scrub(answer)).toEqual(answer);
  });

  test("a pair whose name is no text is judged by its value alone", () => {
    const answer = [
      { name: 7, value: "plain" },
      { name: null, value: secrets[0] },
    ];
    expect(scrub(answer)).toEqual([
      { name: 7, value: "plain" },
      { name: null, value: "x".repeat(20) },
    ]);
  });
});

describe("what is decided by an answer stays decided", () => {
  test.each([
    ["names, ARNs and ids", { Arn: "arn:aws:iam::111122223333:role/app", Id: "AROAEXAMPLE", Name: "app" }],
    ["numbers, switches and nothing", { MaxTokens: 4096, Token: true, ApiKey: null, list: [0, false, ""] }],
    ["dates", { CreateDate: "2026-01-02T03:04:05.000Z" }],
    ["empty containers", { a: {}, b: [] }],
    [
      "a policy",
      {
        Policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue" }] }),
      },
    ],
    ["a KMS key's id", { KeyId: "1234abcd-12ab-34cd-56ef-1234567890ab", KmsKeyArn: "arn:aws:kms:x:1:key/1" }],
    [
      "an image by digest",
      { Image: `111122223333.dkr.ecr.eu-west-1.amazonaws.com/app@sha256:${"0f".repeat(32)}` },
    ],
    ["the tokens of pages", { NextToken: hex, nextToken: hex, NextMarker: hex, ContinuationToken: hex }],
  ])("%s are kept as they are", (_, answer) => {
    expect(scrub(answer)).toEqual(answer);
  });
});

test("members named like a prototype are members, and change nothing else", () => {
  const answer: unknown = JSON.parse(
    `{"__proto__":{"API_KEY":"${hex}"},"constructor":{"prototype":{"x":1}}}`,
  );
  const clean = JSON.stringify(scrub(answer));
  expect(clean).toBe(`{"__proto__":{"API_KEY":"${"x".repeat(32)}"},"constructor":{"prototype":{"x":1}}}`);
  expect(Reflect.get({}, "API_KEY")).toBeUndefined();
  expect(Reflect.get({}, "x")).toBeUndefined();
});

test("whatever the answer, its shape stays, and scrubbing what is scrubbed changes nothing", () => {
  const shape = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shape);
    if (typeof value !== "object" || value === null) return typeof value === "string" ? value.length : value;
    return Object.entries(value).map(([name, member]) => [name, shape(member)]);
  };
  const name = fc.oneof(fc.constantFrom("API_KEY", "password", "value", "name", "Token", "url"), fc.string());
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(...secrets, `Password=${hex};`, "https://u:p4ssw0rd@h/"),
  );
  const { answer } = fc.letrec<{ answer: unknown }>((tie) => ({
    answer: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.constantFrom(null, true, 0, -1.5),
      fc.array(tie("answer"), { maxLength: 3 }),
      fc.dictionary(name, tie("answer"), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(answer, (value) => {
      const clean = scrub(value);
      expect(shape(clean)).toEqual(shape(value));
      expect(scrub(clean)).toEqual(clean);
    }),
    { numRuns: 1_000, seed: 11 },
  );
});

describe("a text of a megabyte that means harm is judged in no time", () => {
  const long = 1_000_000;
  test.each([
    ["one letter", "a".repeat(long)],
    ["colons", ":".repeat(long)],
    ["addresses without an end", "://a:".repeat(long / 5)],
    ["beginnings of keys", "-----BEGIN PRIVATE KEY-----".repeat(long / 27)],
    ["beginnings of passwords", "Password=".repeat(long / 9)],
    ["query strings", "?sig=&".repeat(long / 6)],
    ["paths", "/a".repeat(long / 2)],
    ["dots", "a.".repeat(long / 2)],
    ["beginnings of tokens", "sk-".repeat(long / 3)],
    ["capitals", "AKIA".repeat(long / 4)],
  ])(
    "%s",
    (_, text) => {
      const before = performance.now();
      expect(maskCredential("NOTE", text)).toHaveLength(text.length);
      holdsCredential("API_KEY", text);
      // What is not linear takes hours.
      expect(performance.now() - before).toBeLessThan(10_000);
    },
    30_000,
  );
});
