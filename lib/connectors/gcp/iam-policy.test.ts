import { expect, test } from "vitest";

import { externalMembers, isPersonMember, publicMembers, type Home } from "./iam-policy.ts";

const home: Home = { projectIds: ["acme"], projectNumbers: ["123456789012"], domains: ["acme.example"] };
const binding = (...members: string[]) => [{ role: "roles/storage.objectViewer", members }];

test("every public member of a binding with several members is found, once", () => {
  const bindings = [
    ...binding("user:a@acme.example", "allUsers", "allAuthenticatedUsers"),
    { role: "roles/storage.objectAdmin", members: ["allUsers"] },
  ];
  expect(publicMembers(bindings, () => true)).toEqual(["allUsers", "allAuthenticatedUsers"]);
  expect(publicMembers(bindings, (role) => role === "roles/viewer")).toEqual([]);
});

test("a service account of another project and a person of another domain are outside", () => {
  const { principals, undecided } = externalMembers(
    binding(
      "serviceAccount:x@other.iam.gserviceaccount.com",
      "user:a@partner.example",
      "serviceAccount:x@acme.iam.gserviceaccount.com",
      "group:team@acme.example",
      "domain:acme.example",
      "projectEditor:acme",
    ),
    home,
  );
  expect(principals).toEqual(["serviceAccount:x@other.iam.gserviceaccount.com", "user:a@partner.example"]);
  expect(undecided).toBe(false);
});

test("Google's agents and default accounts of the own project are inside, those of another outside", () => {
  const { principals } = externalMembers(
    binding(
      "serviceAccount:service-123456789012@gcp-sa-aiplatform.iam.gserviceaccount.com",
      "serviceAccount:123456789012-compute@developer.gserviceaccount.com",
      "serviceAccount:999999999999-compute@developer.gserviceaccount.com",
    ),
    home,
  );
  expect(principals).toEqual(["serviceAccount:999999999999-compute@developer.gserviceaccount.com"]);
});

test("without the organization's domain a consumer account is still outside, others are undecided", () => {
  const unread = { ...home, domains: null };
  expect(externalMembers(binding("user:a@gmail.com"), unread)).toEqual({
    principals: ["user:a@gmail.com"],
    undecided: false,
  });
  expect(externalMembers(binding("user:a@acme.example"), unread).undecided).toBe(true);
  expect(externalMembers(binding("serviceAccount:x@acme.iam.gserviceaccount.com"), unread).undecided).toBe(
    false,
  );
});

test("people are told from workloads", () => {
  expect(["user:a@b.c", "group:g@b.c", "domain:b.c", "allUsers"].every(isPersonMember)).toBe(true);
  expect(isPersonMember("serviceAccount:x@acme.iam.gserviceaccount.com")).toBe(false);
});
