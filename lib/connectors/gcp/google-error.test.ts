import { expect, test } from "vitest";

import { readRefusal } from "./google-error.ts";

const call = {
  account: "acme-document-insights",
  region: "europe-west4",
  service: "aiplatform",
  operation: "projects.locations.endpoints.list",
  input: {},
};
const body = (error: object): string => JSON.stringify({ error });

test("a denied call names the permission from the error's details", () => {
  const text = body({
    code: 403,
    message: "Permission denied",
    status: "PERMISSION_DENIED",
    details: [
      {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        reason: "IAM_PERMISSION_DENIED",
        domain: "aiplatform.googleapis.com",
        metadata: { permission: "aiplatform.endpoints.list", resource: "//aiplatform.googleapis.com/x" },
      },
    ],
  });
  const refusal = readRefusal(call, 403, text);
  expect(refusal).toMatchObject({
    kind: "error",
    error: { reason: "denied", permission: "aiplatform.endpoints.list" },
  });
});

test.each([
  [
    "Permission 'aiplatform.models.list' denied on resource '//aiplatform.googleapis.com/projects/p'",
    "aiplatform.models.list",
  ],
  [
    "nacre@p.iam.gserviceaccount.com does not have storage.buckets.get access to the Google Cloud Storage bucket.",
    "storage.buckets.get",
  ],
  ["The caller does not have permission", null],
])("a denied call names the permission from its prose: %s", (message, permission) => {
  const refusal = readRefusal(call, 403, body({ code: 403, message, status: "PERMISSION_DENIED" }));
  expect(refusal).toMatchObject({ error: { reason: "denied", permission } });
});

const disabled = body({
  code: 403,
  message: "Vertex AI API has not been used in project 123 before or it is disabled.",
  status: "PERMISSION_DENIED",
  details: [{ reason: "SERVICE_DISABLED", metadata: { service: "aiplatform.googleapis.com" } }],
});

test("a disabled service holds nothing, which is a fact", () => {
  expect(readRefusal(call, 403, disabled)).toEqual({ kind: "service-off" });
});

test("a disabled inventory says nothing about what it would have listed", () => {
  const refusal = readRefusal({ ...call, service: "cloudasset", operation: "assets.list" }, 403, disabled);
  expect(refusal).toMatchObject({ kind: "error", error: { reason: "denied" } });
});

test("throttling is asked again, whatever status it comes with", () => {
  const exhausted = body({ code: 429, message: "Quota exceeded", status: "RESOURCE_EXHAUSTED" });
  const legacy = body({ code: 403, message: "Rate", errors: [{ reason: "rateLimitExceeded" }] });
  expect(readRefusal(call, 429, exhausted)).toMatchObject({ kind: "retry", error: { reason: "throttled" } });
  expect(readRefusal(call, 403, legacy)).toMatchObject({ kind: "retry", error: { reason: "throttled" } });
});

test("HTML is a failure, never an empty answer", () => {
  const html = "<!DOCTYPE html><title>Error 500</title>";
  expect(readRefusal(call, 502, html)).toMatchObject({ kind: "retry", error: { reason: "failed" } });
  expect(readRefusal(call, 404, html)).toMatchObject({ kind: "error", error: { reason: "failed" } });
});

test("a rejected token is expired credentials and a missing thing is not found", () => {
  const plain = body({ message: "x" });
  expect(readRefusal(call, 401, plain)).toMatchObject({ error: { reason: "expired-credentials" } });
  expect(readRefusal(call, 404, plain)).toMatchObject({ error: { reason: "not-found" } });
  expect(readRefusal(call, 400, plain)).toMatchObject({ kind: "error", error: { reason: "failed" } });
});
