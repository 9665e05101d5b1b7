import { describe, expect, test } from "vitest";

import { scrub } from "./scrub.ts";
import { holdsSecret, maskSecrets, secretNames } from "./secret-text.ts";

describe("code and prompts hold a secret", () => {
  test.each([
    'api_key = "q8fJ2kLm0PzXc7Vb9NsT"',
    `const OPENAI_API_KEY = "abcdefgh12345678"`,
    "postgres://app:hunter22hunter22@db.example.com/app",
  ])("%s", (text) => {
    expect(holdsSecret(text)).toBe(true);
  });

  test.each(["def __func():\n    return len(codes)", 'max_tokens = "4096000000"', 'key = "{{apiKey}}"'])(
    "but not %s",
    (text) => {
      expect(holdsSecret(text)).toBe(false);
    },
  );
});

test("the names of what a script sets are told, never the values", () => {
  const script = [
    "#!/bin/bash",
    "set -e",
    "export HF_TOKEN=hf_abcdefghijklmnopqrstuvwxyz",
    'DB_PASSWORD="hunter22hunter22"',
    "export REGION=eu-west-1",
    "API_KEY=$(aws secretsmanager get-secret-value --secret-id api)",
  ].join("\n");
  expect(secretNames(script)).toEqual(["HF_TOKEN", "DB_PASSWORD"]);
});

const secrets = [
  'api_key = "q8fJ2kLm0PzXc7Vb9NsT"',
  "export DB_PASSWORD=hunter22hunter22",
  "The password is hunter22, and the API key: abcdef123456.",
  `Call it with sk-${"a".repeat(24)} please`,
  "postgres://app:hunter22@db.example.com/app",
];

describe("a masked text still tells that it holds a secret, and not which", () => {
  test.each(secrets)("%s", (text) => {
    const masked = maskSecrets(text);
    expect(masked).toHaveLength(text.length);
    expect(masked).not.toMatch(/hunter22|q8fJ2kLm|sk-aaaa|abcdef123/);
    expect(holdsSecret(masked)).toBe(true);
    expect(secretNames(masked)).toEqual(secretNames(text));
    expect(maskSecrets(masked)).toBe(masked);
  });
});

describe("a recording holds no secret of a script or a prompt", () => {
  const script = secrets.join("\n");
  test("written in clear", () => {
    const recorded = JSON.stringify(
      scrub({ code: script, instruction: script, templateConfiguration: { text: { text: script } } }),
    );
    expect(recorded).not.toMatch(/hunter22|q8fJ2kLm|sk-aaaa|abcdef123/);
  });

  test("nor in base64, which stays readable", () => {
    const answer = { OnStart: [{ Content: Buffer.from(script).toString("base64") }] };
    const text = JSON.stringify(scrub(answer));
    const content = /"Content":"([^"]*)"/.exec(text)?.[1] ?? "";
    const decoded = Buffer.from(content, "base64").toString();
    expect(decoded).not.toMatch(/hunter22|q8fJ2kLm|sk-aaaa|abcdef123/);
    expect(secretNames(decoded)).toEqual(secretNames(script));
  });

  test("and a content that is no script stays what it is", () => {
    const answer = { Content: "a plain text", StudioLifecycleConfigContent: "", code: "return 1" };
    expect(scrub(answer)).toEqual(answer);
  });
});

test("a long text is read in the time it takes to write it", () => {
  const started = performance.now();
  for (const text of [`${"a".repeat(200_000)} = `, "password is ".repeat(20_000), " ".repeat(200_000)])
    expect(maskSecrets(text)).toHaveLength(text.length);
  expect(performance.now() - started).toBeLessThan(3_000);
});
