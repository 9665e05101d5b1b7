import { describe, expect, test } from "vitest";

import { grantText } from "./grant-text.ts";

const names = {
  aws: "s3:GetBucketPolicy",
  azure: "Microsoft.Search/searchServices/read",
  gcp: "storage.buckets.get",
} as const;
const clouds = ["aws", "azure", "gcp"] as const;
type Cloud = (typeof clouds)[number];
const grantOf = (provider: Cloud, permissions: readonly string[]) => {
  const grant = grantText(provider, permissions);
  if (!grant) throw new Error("There is nothing to grant");
  return grant;
};

test("on AWS the statement allows exactly what was denied, each once", () => {
  const { text } = grantOf("aws", ["s3:GetBucketAcl", "bedrock:ListGuardrails", "s3:GetBucketAcl"]);
  expect(JSON.parse(text)).toMatchObject({
    Statement: [{ Effect: "Allow", Action: ["bedrock:ListGuardrails", "s3:GetBucketAcl"] }],
  });
});

test("on Azure and Google the role is widened by the permissions' own names", () => {
  expect(grantOf("azure", ["Microsoft.Search/searchServices/read"]).text).toContain(
    '["Microsoft.Search/searchServices/read"]',
  );
  expect(grantOf("gcp", ["b.get", "a.list"]).text).toContain("--add-permissions a.list,b.get");
});

describe.each(clouds)("on %s", (provider) => {
  const name = names[provider];
  const hostile = [`x"; rm -rf / #`, "$(reboot)", "`reboot`", "a\nb"];

  test("the text says where it goes, and names a language to colour it in", () => {
    const { where, language } = grantOf(provider, [names[provider]]);
    expect(where).toMatch(/^[A-Z].*\.$/);
    expect(["json", "bash"]).toContain(language);
  });

  test("the order of what was denied, and repeats of it, change nothing", () => {
    const permissions = [`${name}C`, `${name}A`, `${name}B`];
    const { text } = grantOf(provider, permissions);
    expect(grantOf(provider, permissions.toReversed()).text).toBe(text);
    expect(grantOf(provider, [...permissions, ...permissions]).text).toBe(text);
    for (const permission of permissions) expect(text.split(permission)).toHaveLength(2);
  });

  test.each(hostile)("what a shell would run (%j) is never in the text", (permission) => {
    const { text } = grantOf(provider, [name, permission, `${name}${permission}`]);
    expect(text).toBe(grantOf(provider, [name]).text);
  });

  test("nothing that a role can hold gives no text at all", () => {
    expect(grantText(provider, [])).toBeNull();
    expect(grantText(provider, hostile)).toBeNull();
  });
});

test("on Azure what Graph and a project's data need goes where each can be granted", () => {
  const { text } = grantOf("azure", [
    "Application.Read.All",
    "Microsoft.CognitiveServices/accounts/AIServices/agents/read",
    "Microsoft.Search/searchServices/read",
  ]);
  expect(text).toContain(`'.Actions += ["Microsoft.Search/searchServices/read"]'`);
  expect(text).toContain(`'.DataActions += ["Microsoft.CognitiveServices/accounts/AIServices/agents/read"]'`);
  expect(text).toContain("for permission in Application.Read.All; do");
  expect(grantOf("azure", ["Application.Read.All"]).text).not.toContain("role definition");
});

test("reading blobs is given on one storage account, and never put into the custom role", () => {
  const { text } = grantOf("azure", ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"]);
  expect(text).toContain('--role "Storage Blob Data Reader"');
  expect(text).toContain("--scope STORAGE_ACCOUNT_ID");
  expect(text).not.toContain("role definition");
});

test("an API that is switched off is granted by no role", () => {
  expect(grantText("gcp", ["serviceusage.services.enable on cloudasset"])).toBeNull();
});

test("on AWS a grant is one statement of its own, for every resource, that allows nothing else", () => {
  const policy: unknown = JSON.parse(grantOf("aws", ["s3:GetBucketPolicy"]).text);
  expect(policy).toEqual({
    Version: "2012-10-17",
    Statement: [{ Sid: "NacreMissing", Effect: "Allow", Action: ["s3:GetBucketPolicy"], Resource: "*" }],
  });
});
