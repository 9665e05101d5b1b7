import { expect, test } from "vitest";

import { holdsPrompt, hostsNamedBy } from "./environment.ts";

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
