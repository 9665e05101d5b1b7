import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { holdsCredential, maskCredential, pointsElsewhere } from "./credential.ts";

const hex = "c0ffee00c0ffee00c0ffee00c0ffee00";
const base64 = "Q3f9x0Zk2LmN8pRtVwYbCdEfGhJkLmNp";

const credentials: [string, string][] = [
  ["AZURE_OPENAI_API_KEY", hex],
  ["azureOpenAiApiKey", hex],
  ["OpenAI:ApiKey", base64],
  ["OpenAI__ApiKey", base64],
  ["AZURE_SEARCH_KEY", base64],
  ["SIGNING_KEY", hex],
  ["HF_TOKEN", "abcdefgh1"],
  ["NPM_TOKEN_2", "npm_a1b2c3d4e5"],
  ["CLIENT_SECRET", "8Q~hunter22hunter22"],
  ["DB_PASSWORD", "correct-horse-battery"],
  ["AWS_SECRET_ACCESS_KEY", "/wJalrXUtnFEMI+K7MDENG/bPxRfiCYEXAMPLEKEY"],
  ["ANYTHING", `sk-ant-${"a".repeat(24)}`],
  ["CONFIG", `AKIA${"ABCDEFGHIJKLMNOP"}`],
  ["DATABASE_URL", "postgres://app:hunter22@db.example.com/app"],
  ["REDIS", "cache.redis.cache.windows.net:6380,password=hunter22hunter22,ssl=True"],
  ["SQL", "Server=tcp:db.database.windows.net;User Id=app;Password=hunter22"],
  ["AzureWebJobsStorage", `DefaultEndpointsProtocol=https;AccountName=st;AccountKey=${base64}==`],
  ["BUS", `Endpoint=sb://b.servicebus.windows.net/;SharedAccessKeyName=r;SharedAccessKey=${base64}=`],
  ["EXPORT_URL", `https://st.blob.core.windows.net/x?sv=2024&sig=${base64}`],
  ["PEM", "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----"],
  ["CUT_OFF_PEM", "-----BEGIN PRIVATE KEY-----\nMIIEow"],
  ["SLACK", "xoxb-1234567890-abc"],
];

const settings: [string, string][] = [
  ["MAX_TOKENS", "4096"],
  ["TOKEN", "4096000000"],
  ["REQUIRE_TOKEN", "disabled"],
  ["OPENAI_API_KEY_SECRET_NAME", "prod/openai"],
  ["OPENAI_SECRET", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:openai-AbCdEf"],
  ["OPENAI_SECRET", "projects/acme/secrets/openai/versions/latest"],
  ["OPENAI_SECRET", "prod/openai/api-key"],
  ["OPENAI_API_KEY", "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/openai/)"],
  ["OPENAI_API_KEY", "@Microsoft.KeyVault(VaultName=kv;SecretName=openai)"],
  [
    "connectionString",
    "ResourceId=/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st;",
  ],
  [
    "APPLICATIONINSIGHTS_CONNECTION_STRING",
    `InstrumentationKey=${hex};IngestionEndpoint=https://x.example.com/`,
  ],
  ["API_KEY", "/prod/openai/key"],
  ["API_KEY", "{{resolve:secretsmanager:openai}}"],
  ["DB", "Server=db;Password=${DB_PASSWORD};"],
  ["API_KEY", ""],
  ["TABLE", "claims"],
  ["KEY_ID", "1234abcd-12ab-34cd-56ef-1234567890ab"],
  ["KMS_KEY", "1234abcd-12ab-34cd-56ef-1234567890ab"],
  ["Key", "cost-center-of-claims-2026"],
  ["PARTITION_KEY", "customerId"],
  ["INPUT_S3_KEY", "models/Claims-v12/model.tar.gz"],
  ["SORT_KEY", "createdAt2026AndThenSome"],
  ["TOKEN_URL", "https://login.example.com/token"],
  ["TOKEN", "https://login.microsoftonline.com/common"],
  ["AZURE_OPENAI_ENDPOINT", "https://x.openai.azure.com/"],
];

describe("a setting holds a credential", () => {
  test.each([...credentials, ["OPENAI_API_KEY", "[redacted]"]])("%s=%s", (name, value) => {
    expect(holdsCredential(name, value)).toBe(true);
  });

  test.each(credentials)("and %s=%s is not told by its mask, which is as long", (name, value) => {
    const masked = maskCredential(name, value);
    expect(masked).toHaveLength(value.length);
    expect(masked).not.toBe(value);
    for (const secret of [hex, base64, "hunter22", "MIIEow"]) expect(masked).not.toContain(secret);
    expect(holdsCredential(name, masked)).toBe(true);
    expect(maskCredential(name, masked)).toBe(masked);
  });
});

describe("a setting holds no credential, and is recorded as it is", () => {
  test.each(settings)("%s=%s", (name, value) => {
    expect(holdsCredential(name, value)).toBe(false);
    expect(maskCredential(name, value)).toBe(value);
  });
});

test("a connection string loses its secret and keeps where it leads", () => {
  expect(maskCredential("connectionString", `AccountName=st;AccountKey=${base64};EndpointSuffix=core`)).toBe(
    `AccountName=st;AccountKey=${"x".repeat(32)};EndpointSuffix=core`,
  );
  expect(maskCredential("URL", "postgres://app:hunter22@db.example.com/app")).toBe(
    "postgres://app:xxxxxxxx@db.example.com/app",
  );
});

test("whatever a setting is called and holds, its recording is judged as the setting was", () => {
  const word = fc.constantFrom(
    "openai",
    "API",
    "key",
    "Token",
    "secret",
    "url",
    "_",
    "-",
    ":",
    "Password",
    "id",
  );
  const piece = fc.oneof(
    fc.constantFrom(
      "https://",
      "Password=",
      ";",
      "@",
      "?sig=",
      "AccountKey=",
      "arn:aws:",
      "/",
      "://u:",
      " ",
      "sk-",
    ),
    fc.string({ maxLength: 24 }),
    fc.stringMatching(/^[A-Za-z0-9+/=]{0,40}$/),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 4 }), fc.array(piece, { maxLength: 5 }), (words, pieces) => {
      const [name, value] = [words.join(""), pieces.join("")];
      const masked = maskCredential(name, value);
      expect(masked).toHaveLength(value.length);
      expect(holdsCredential(name, masked)).toBe(holdsCredential(name, value));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["arn:aws:s3:::bucket", true],
  ["gs://prompts/system.txt", true],
  ["https://example.com/a", true],
  ["https://user@example.com/a", false],
  ["You are an assistant.", false],
])("whether %s points elsewhere: %s", (value, expected) => {
  expect(pointsElsewhere(value)).toBe(expected);
});
