import { expect, test } from "vitest";

import { trustsOf } from "./trusts.ts";

const trust = (member: string, role = "roles/iam.workloadIdentityUser") =>
  trustsOf([{ role, members: [member] }], "acme");
const pool = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/github";

test("a pool that admits every subject is an unconditional federation, one subject a conditional one", () => {
  expect(trust(`principalSet:${pool}/*`)).toMatchObject([{ kind: "federation", conditional: false }]);
  expect(trust(`principal:${pool}/subject/repo:acme/app`)).toMatchObject([{ conditional: true }]);
  expect(trust(`principalSet:${pool}/attribute.repository/acme/app`)).toMatchObject([{ conditional: true }]);
});

test("anonymous members are anyone, people and accounts are identities by key", () => {
  expect(trust("allUsers")).toMatchObject([{ kind: "anyone" }]);
  expect(trust("user:A@acme.example")).toMatchObject([
    { kind: "identity", principal: "//iam.googleapis.com/projects/acme/members/user:a@acme.example" },
  ]);
  expect(trust("serviceAccount:x@acme.iam.gserviceaccount.com")).toMatchObject([
    {
      kind: "identity",
      principal: "//iam.googleapis.com/projects/acme/serviceAccounts/x@acme.iam.gserviceaccount.com",
    },
  ]);
  expect(trust("serviceAccount:acme.svc.id.goog[ns/app]")).toMatchObject([{ kind: "federation" }]);
});

test("a role that only looks lets nobody become the account", () => {
  expect(trust("user:a@acme.example", "roles/iam.serviceAccountViewer")).toEqual([]);
});
