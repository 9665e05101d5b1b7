import { expect, test } from "vitest";

import { scrub } from "./scrub.ts";

const key = "0123456789abcdef0123456789abcdef";

test("a secret keeps its place and length, and nothing else of it", () => {
  expect(scrub({ Environment: { Variables: { AZURE_OPENAI_API_KEY: key } } })).toEqual({
    Environment: { Variables: { AZURE_OPENAI_API_KEY: "x".repeat(32) } },
  });
});

test("a setting written as a pair is scrubbed by its name", () => {
  expect(scrub([{ name: "HF_TOKEN", value: "abcdefgh1", type: "PLAINTEXT" }])).toEqual([
    { name: "HF_TOKEN", value: "xxxxxxxxx", type: "PLAINTEXT" },
  ]);
});

test("a value that looks like a key is scrubbed under any name", () => {
  expect(scrub({ NOTE: "uses AKIAABCDEFGHIJKLMNOP today" })).toEqual({
    NOTE: "uses xxxxxxxxxxxxxxxxxxxx today",
  });
});

test("the signature of a signed address is scrubbed and the address kept", () => {
  expect(scrub("https://code.s3.amazonaws.com/a?X-Amz-Signature=abc123&x=1")).toBe(
    "https://code.s3.amazonaws.com/a?X-Amz-Signature=xxxxxx&x=1",
  );
});

test("where a secret lies, and what is plainly a setting, is kept", () => {
  const settings = {
    DB_PASSWORD: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf",
    MAX_TOKEN: "4096",
    REQUIRE_TOKEN: "true",
    TOKEN_URL: "https://login.example.com/token",
  };
  expect(scrub(settings)).toEqual(settings);
});

test("page tokens are kept, so that a replay finds the next page", () => {
  const page = {
    nextToken: "abcdefgh12345",
    NextContinuationToken: "abcdefgh12345",
    nextPageToken: "abcdefgh12345",
  };
  expect(scrub(page)).toEqual(page);
});

test("a reference to a vault and a connection by resource id are kept", () => {
  const properties = {
    OPENAI_API_KEY: "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/openai/)",
    connectionString:
      "ResourceId=/subscriptions/1/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st;",
  };
  expect(scrub({ properties })).toEqual({ properties });
});

test("a password inside a connection string is scrubbed and the server kept", () => {
  expect(scrub({ value: "Server=db;Password=hunter22;Encrypt=true", type: "SQLAzure" })).toEqual({
    value: "Server=db;Password=xxxxxxxx;Encrypt=true",
    type: "SQLAzure",
  });
});

test("an object written out as text is scrubbed by its own members", () => {
  const CloudTrailEvent = JSON.stringify({
    eventID: "e1",
    requestParameters: { apiKey: "abcd1234efgh5678" },
  });
  const scrubbed = scrub({ CloudTrailEvent });
  expect(scrubbed).toEqual({
    CloudTrailEvent: JSON.stringify({ eventID: "e1", requestParameters: { apiKey: "x".repeat(16) } }),
  });
  expect(scrub({ CloudTrailEvent: "{ no json" })).toEqual({ CloudTrailEvent: "{ no json" });
});
