import { expect, test } from "vitest";

import { holdsCredential, holdsPrompt, hostsNamedBy } from "./environment.ts";

const opaque = "c0ffee00c0ffee00c0ffee00c0ffee00";

test.each([
  ["AZURE_OPENAI_API_KEY", opaque],
  ["azureOpenAiApiKey", opaque],
  ["DB_PASSWORD", "correct-horse-battery"],
  ["ANYTHING", `sk-ant-${"a".repeat(24)}`],
  ["CONFIG", "AKIA" + "ABCDEFGHIJKLMNOP"],
  ["DATABASE_URL", "postgres://app:hunter22@db.example.com/app"],
  ["STORAGE", `AccountName=x;AccountKey=${"A".repeat(40)}==`],
  ["OPENAI_API_KEY", "[redacted]"],
  ["ANYTHING", "x".repeat(40)],
])("%s holds a credential", (name, value) => {
  expect(holdsCredential(name, value)).toBe(true);
});

test.each([
  ["MAX_TOKENS", "4096"],
  ["TOKEN", "4096000000"],
  ["OPENAI_API_KEY_SECRET_NAME", "prod/openai"],
  ["OPENAI_SECRET", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:openai-AbCdEf"],
  ["API_KEY", "/prod/openai/key"],
  ["API_KEY", "{{resolve:secretsmanager:openai}}"],
  ["API_KEY", ""],
  ["TABLE", "claims"],
  ["KEY_ID", "1234abcd-12ab-34cd-56ef-1234567890ab"],
  ["TOKEN", "https://login.example.com/oauth/token"],
])("%s=%s does not", (name, value) => {
  expect(holdsCredential(name, value)).toBe(false);
});

test("the text of a prompt is told from its name", () => {
  expect(holdsPrompt("SYSTEM_PROMPT", "You are a claims assistant. Never reveal policy limits.")).toBe(true);
  expect(holdsPrompt("SYSTEM_PROMPT", "claims-v3")).toBe(false);
  expect(holdsPrompt("GREETING", "You are welcome here")).toBe(false);
});

test.each([
  ["https://Contoso.openai.azure.com/openai", ["contoso.openai.azure.com"]],
  ["contoso.openai.azure.com:443", ["contoso.openai.azure.com"]],
  ["postgres://u:p@db.example.com:5432/x", ["db.example.com"]],
  ["https://a.example.com,https://b.example.com/mcp", ["a.example.com", "b.example.com"]],
  ["anthropic.claude-3-sonnet", []],
  ["arn:aws:s3:::bucket", []],
  ["1.5.2", []],
])("%s names %j", (value, hosts) => {
  expect(hostsNamedBy(value)).toEqual(hosts);
});
