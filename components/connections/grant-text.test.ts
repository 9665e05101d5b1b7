import { expect, test } from "vitest";

import { grantText } from "./grant-text.ts";

test("on AWS the statement allows exactly what was denied, each once", () => {
  const { text } = grantText("aws", ["s3:GetBucketAcl", "bedrock:ListGuardrails", "s3:GetBucketAcl"]);
  expect(JSON.parse(text)).toMatchObject({
    Statement: [{ Effect: "Allow", Action: ["bedrock:ListGuardrails", "s3:GetBucketAcl"] }],
  });
});

test("on Azure and Google the role is widened by the permissions' own names", () => {
  expect(grantText("azure", ["Microsoft.Search/searchServices/read"]).text).toContain(
    '["Microsoft.Search/searchServices/read"]',
  );
  expect(grantText("gcp", ["b.get", "a.list"]).text).toContain("--add-permissions a.list,b.get");
});
