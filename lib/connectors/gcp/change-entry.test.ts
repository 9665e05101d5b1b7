import { expect, test } from "vitest";

import { changesOf } from "./change-entry.ts";

const account = "claims-ai-prod";
const entry = (payload: object = {}, rest: object = {}) => ({
  insertId: "-8f3k2e1",
  timestamp: "2026-11-16T05:12:09.123456Z",
  logName: `projects/${account}/logs/cloudaudit.googleapis.com%2Factivity`,
  resource: { type: "gcs_bucket", labels: { project_id: account, bucket_name: "claims" } },
  protoPayload: {
    "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
    serviceName: "storage.googleapis.com",
    methodName: "storage.setIamPermissions",
    resourceName: "projects/_/buckets/claims",
    authenticationInfo: { principalEmail: `deploy@${account}.iam.gserviceaccount.com` },
    requestMetadata: { callerSuppliedUserAgent: "Terraform/1.13.4 (+https://www.terraform.io)" },
    ...payload,
  },
  ...rest,
});
const targets = (payload: object, rest: object = {}) =>
  changesOf([entry(payload, rest)], account).changes.flatMap((change) => change.targets);

test("an entry tells who, with what and what was done to which resource", () => {
  expect(changesOf([entry()], account)).toEqual({
    oldest: "2026-11-16T05:12:09.123Z",
    changes: [
      {
        log: "google-audit",
        eventId: "-8f3k2e1",
        at: "2026-11-16T05:12:09.123Z",
        action: "storage.setIamPermissions",
        actor: `deploy@${account}.iam.gserviceaccount.com`,
        actorKey: `//iam.googleapis.com/projects/${account}/serviceAccounts/deploy@${account}.iam.gserviceaccount.com`,
        agent: "Terraform",
        targets: ["//storage.googleapis.com/claims"],
      },
    ],
  });
});

test("resources are named as they are kept, whatever their method calls them", () => {
  const endpoint = "locations/europe-west4/endpoints/45";
  expect(
    targets({ serviceName: "aiplatform.googleapis.com", resourceName: `projects/582910347716/${endpoint}` }),
  ).toEqual([`//aiplatform.googleapis.com/projects/${account}/${endpoint}`]);
  expect(
    targets(
      { serviceName: "run.googleapis.com", resourceName: `namespaces/${account}/services/api` },
      { resource: { labels: { location: "europe-west4" } } },
    ),
  ).toEqual([`//run.googleapis.com/projects/${account}/locations/europe-west4/services/api`]);
  expect(
    targets({
      serviceName: "secretmanager.googleapis.com",
      resourceName: "projects/1/secrets/db/versions/3",
    }),
  ).toContain(`//secretmanager.googleapis.com/projects/${account}/secrets/db`);
  expect(
    targets(
      { serviceName: "iam.googleapis.com", resourceName: "projects/-/serviceAccounts/1022" },
      { resource: { labels: { email_id: `bot@${account}.iam.gserviceaccount.com` } } },
    ),
  ).toEqual([
    `//iam.googleapis.com/projects/${account}/serviceAccounts/bot@${account}.iam.gserviceaccount.com`,
  ]);
});

test("what failed, and the beginning of what ends later, is left out", () => {
  const told = [
    entry({ status: { code: 7, message: "denied" } }),
    entry({}, { operation: { id: "o", first: true } }),
    entry({}, { operation: { id: "o", last: true }, insertId: "end" }),
    entry({ status: {} }, { operation: { first: true, last: true }, insertId: "whole" }),
  ];
  expect(changesOf(told, account).changes.map(({ eventId }) => eventId)).toEqual(["end", "whole"]);
});

test("what names nothing, nobody or no time is left out", () => {
  const odd = [
    null,
    { insertId: 1 },
    entry({ resourceName: "", serviceName: "x.googleapis.com" }),
    entry({ authenticationInfo: null }),
    entry({}, { timestamp: "yesterday" }),
    entry({ resourceName: `projects/_/buckets/${"y".repeat(2_000)}` }),
  ];
  expect(changesOf(odd, account).changes).toEqual([]);
});
