import { describe, expect, test } from "vitest";

import { externalMembers, isPersonMember, publicMembers, type Home } from "./iam-policy.ts";
import { trustsOf } from "./trusts.ts";

const home: Home = {
  projectIds: ["claims-ai-prod", "claims.example:legacy"],
  projectNumbers: ["582910347716", "1234567"],
  domains: ["claims.example"],
};
const sideOf = (member: string, at: Home = home) => {
  const { principals, undecided } = externalMembers([{ role: "roles/viewer", members: [member] }], at);
  if (principals.length > 0) return "outside";
  return undecided ? "undecided" : "inside";
};
const pool = (number: string) =>
  `iam.googleapis.com/projects/${number}/locations/global/workloadIdentityPools/github`;

describe("which side a member is on", () => {
  test.each([
    // People and groups, by the domain of the organization.
    ["user:a@claims.example", "inside"],
    ["user:A@CLAIMS.EXAMPLE", "inside"],
    ["group:data@claims.example", "inside"],
    ["domain:claims.example", "inside"],
    ["user:a@partner.example", "outside"],
    ["user:a@sub.claims.example", "outside"],
    ["user:a@claims.example.evil.test", "outside"],
    ["group:all@partner.example", "outside"],
    ["domain:partner.example", "outside"],
    ["user:somebody@gmail.com", "outside"],
    // Service accounts, by the project in their address.
    ["serviceAccount:app@claims-ai-prod.iam.gserviceaccount.com", "inside"],
    ["serviceAccount:app@claims-ai-prod-2.iam.gserviceaccount.com", "outside"],
    ["serviceAccount:app@partner-prod.iam.gserviceaccount.com", "outside"],
    ["serviceAccount:app@legacy.claims.example.iam.gserviceaccount.com", "inside"],
    ["serviceAccount:claims-ai-prod@appspot.gserviceaccount.com", "inside"],
    ["serviceAccount:partner-prod@appspot.gserviceaccount.com", "outside"],
    // Accounts that Google makes, by the number of the project they act for.
    ["serviceAccount:582910347716-compute@developer.gserviceaccount.com", "inside"],
    ["serviceAccount:999999999999-compute@developer.gserviceaccount.com", "outside"],
    ["serviceAccount:582910347716@cloudservices.gserviceaccount.com", "inside"],
    ["serviceAccount:582910347716@cloudbuild.gserviceaccount.com", "inside"],
    ["serviceAccount:999999999999@cloudbuild.gserviceaccount.com", "outside"],
    ["serviceAccount:service-582910347716@gcp-sa-aiplatform.iam.gserviceaccount.com", "inside"],
    ["serviceAccount:service-999999999999@gcp-sa-aiplatform.iam.gserviceaccount.com", "outside"],
    ["serviceAccount:service-582910347716@gs-project-accounts.iam.gserviceaccount.com", "inside"],
    ["serviceAccount:service-582910347716@serverless-robot-prod.iam.gserviceaccount.com", "inside"],
    ["serviceAccount:service-582910347716@container-engine-robot.iam.gserviceaccount.com", "inside"],
    ["serviceAccount:service-582910347716@service-networking.iam.gserviceaccount.com", "inside"],
    ["serviceAccount:bq-582910347716@bigquery-encryption.iam.gserviceaccount.com", "inside"],
    // A number that only contains one's own is another's, and so is a project named like Google's.
    ["serviceAccount:service-991234567999@gcp-sa-aiplatform.iam.gserviceaccount.com", "outside"],
    ["serviceAccount:service-582910347716@service-of-evil.iam.gserviceaccount.com", "outside"],
    ["serviceAccount:service-582910347716@serverless-robot-evil.iam.gserviceaccount.com", "outside"],
    ["serviceAccount:582910347716@evil.test", "outside"],
    ["serviceAccount:no-address", "outside"],
    // Workloads of other providers, by the project that holds their pool.
    [`principal://${pool("582910347716")}/subject/repo:acme/app`, "inside"],
    [`principalSet://${pool("582910347716")}/*`, "inside"],
    [`principal://${pool("999999999999")}/subject/x`, "outside"],
    [`principalSet://${pool("999999999999")}/attribute.repository/evil/app`, "outside"],
    ["principalSet://iam.googleapis.com/locations/global/workforcePools/staff/group/data", "inside"],
    // What Google writes for the project itself, and what is no longer anybody.
    ["projectOwner:claims-ai-prod", "inside"],
    ["projectViewer:claims-ai-prod", "inside"],
    ["deleted:user:a@partner.example?uid=123", "inside"],
    ["deleted:serviceAccount:x@partner-prod.iam.gserviceaccount.com?uid=123", "inside"],
    // Anybody is counted by itself, as public.
    ["allUsers", "inside"],
    ["allAuthenticatedUsers", "inside"],
  ])("%s is %s", (member, side) => {
    expect(sideOf(member)).toBe(side);
  });

  test.each([
    ["user:a@claims.example", "undecided"],
    ["group:x@partner.example", "undecided"],
    ["domain:partner.example", "undecided"],
    ["user:somebody@gmail.com", "outside"],
    ["serviceAccount:app@partner-prod.iam.gserviceaccount.com", "outside"],
    ["serviceAccount:app@claims-ai-prod.iam.gserviceaccount.com", "inside"],
  ])("while the organization's domain is unknown, %s is %s", (member, side) => {
    expect(sideOf(member, { ...home, domains: null })).toBe(side);
  });

  test("outsiders are named once and in order, however many bindings name them", () => {
    const members = ["user:b@partner.example", "user:a@partner.example", "user:b@partner.example"];
    const bindings = [
      { role: "roles/viewer", members },
      { role: "roles/editor", members },
    ];
    expect(externalMembers(bindings, home).principals).toEqual([
      "user:a@partner.example",
      "user:b@partner.example",
    ]);
  });

  test("one that cannot be decided does not hide one that can", () => {
    const members = ["user:a@partner.example", "user:x@gmail.com"];
    expect(externalMembers([{ role: "r", members }], { ...home, domains: null })).toEqual({
      principals: ["user:x@gmail.com"],
      undecided: true,
    });
  });
});

test.each([
  ["user:a@claims.example", true],
  ["group:g@claims.example", true],
  ["domain:claims.example", true],
  ["allUsers", true],
  ["allAuthenticatedUsers", true],
  ["serviceAccount:app@claims-ai-prod.iam.gserviceaccount.com", false],
  ["deleted:user:a@claims.example?uid=1", false],
  ["projectOwner:claims-ai-prod", false],
  [`principalSet://${pool("1")}/*`, false],
])("%s stands for people: %s", (member, isPerson) => {
  expect(isPersonMember(member)).toBe(isPerson);
});

test("public members are those of the roles asked about, each once", () => {
  const bindings = [
    { role: "a", members: ["allUsers", "user:x@claims.example"] },
    { role: "b", members: ["allAuthenticatedUsers", "allUsers"] },
    { role: "c", members: ["allAuthenticatedUsers"] },
  ];
  expect(publicMembers(bindings, (role) => role !== "c")).toEqual(["allUsers", "allAuthenticatedUsers"]);
  expect(publicMembers(bindings, (role) => role === "c")).toEqual(["allAuthenticatedUsers"]);
  expect(publicMembers([], () => true)).toEqual([]);
});

describe("who may become a service account", () => {
  const impersonator = (role: string, member: string, condition?: { expression: string }) =>
    trustsOf([{ role, members: [member], ...(condition ? { condition } : {}) }], "claims-ai-prod");
  const creator = "roles/iam.serviceAccountTokenCreator";
  const sa =
    "//iam.googleapis.com/projects/claims-ai-prod/serviceAccounts/app@claims-ai-prod.iam.gserviceaccount.com";
  test.each([
    [
      "user:A@claims.example",
      "identity",
      "//iam.googleapis.com/projects/claims-ai-prod/members/user:a@claims.example",
      false,
    ],
    [
      "group:g@claims.example",
      "identity",
      "//iam.googleapis.com/projects/claims-ai-prod/members/group:g@claims.example",
      false,
    ],
    ["serviceAccount:app@claims-ai-prod.iam.gserviceaccount.com", "identity", sa, false],
    [
      "serviceAccount:claims-ai-prod.svc.id.goog[ns/app]",
      "federation",
      "serviceAccount:claims-ai-prod.svc.id.goog[ns/app]",
      true,
    ],
    [`principal://${pool("1")}/subject/x`, "federation", `principal://${pool("1")}/subject/x`, true],
    [
      `principalSet://${pool("1")}/attribute.repository/acme/app`,
      "federation",
      `principalSet://${pool("1")}/attribute.repository/acme/app`,
      true,
    ],
    [`principalSet://${pool("1")}/*`, "federation", `principalSet://${pool("1")}/*`, false],
    ["allUsers", "anyone", "allUsers", false],
    ["allAuthenticatedUsers", "anyone", "allAuthenticatedUsers", false],
    ["domain:claims.example", "account", "domain:claims.example", false],
  ])("%s", (member, kind, principal, conditional) => {
    expect(impersonator(creator, member)).toEqual([{ kind, principal, conditional }]);
    expect(
      impersonator(creator, member, { expression: "request.time < timestamp('2027-01-01T00:00:00Z')" }),
    ).toEqual([{ kind, principal, conditional: true }]);
  });

  test("is nobody who was deleted, though the binding stays", () => {
    expect(
      impersonator(creator, "deleted:serviceAccount:app@claims-ai-prod.iam.gserviceaccount.com?uid=1"),
    ).toEqual([]);
    expect(impersonator(creator, "deleted:user:a@claims.example?uid=1")).toEqual([]);
  });

  test.each([
    ["roles/iam.serviceAccountTokenCreator", 1],
    ["roles/iam.workloadIdentityUser", 1],
    ["roles/iam.serviceAccountKeyAdmin", 1],
    ["roles/iam.serviceAccountUser", 0],
    ["roles/iam.serviceAccountViewer", 0],
    ["roles/owner", 0],
  ])("by %s: %i", (role, count) => {
    expect(impersonator(role, "user:a@claims.example")).toHaveLength(count);
  });
});
