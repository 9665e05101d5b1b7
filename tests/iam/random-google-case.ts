import type { Random } from "#tests/factories/random.ts";
import type { CaseCondition, GoogleCase } from "./google-case.ts";

const pool = "projects/42/locations/global/workloadIdentityPools/ci";
const callers: readonly GoogleCase["caller"][] = [
  { kind: "user", email: "ann@acme.example" },
  { kind: "user", email: "bob@partner.example" },
  { kind: "service-account", email: "app@demo.iam.gserviceaccount.com" },
  { kind: "group", email: "team@acme.example" },
  { kind: "federated", pool, subject: "repo:acme/app", groups: ["release"], attributes: { branch: "main" } },
  { kind: "anonymous" },
];
const groups = ["team@acme.example", "all@acme.example"];
const members = [
  "allUsers",
  "allAuthenticatedUsers",
  "user:ann@acme.example",
  "serviceAccount:app@demo.iam.gserviceaccount.com",
  "serviceAccount:other@demo.iam.gserviceaccount.com",
  "group:team@acme.example",
  "group:all@acme.example",
  "domain:acme.example",
  "projectOwner:demo",
  "projectEditor:demo",
  "deleted:user:ann@acme.example?uid=1",
  `principal://iam.googleapis.com/${pool}/subject/repo:acme/app`,
  `principalSet://iam.googleapis.com/${pool}/*`,
  `principalSet://iam.googleapis.com/${pool}/attribute.branch/main`,
  `principalSet://iam.googleapis.com/${pool}/attribute.branch/dev`,
  `principalSet://iam.googleapis.com/${pool}/group/release`,
  `principalSet://iam.googleapis.com/${pool}2/*`,
];
const deniedPrincipals = [
  "principalSet://goog/public:all",
  "principal://goog/subject/ann@acme.example",
  "principal://iam.googleapis.com/projects/-/serviceAccounts/app@demo.iam.gserviceaccount.com",
  "principalSet://goog/group/team@acme.example",
  `principalSet://iam.googleapis.com/${pool}/*`,
];
const permissions = [
  "storage.objects.get",
  "storage.objects.delete",
  "aiplatform.endpoints.predict",
  "resourcemanager.projects.setIamPolicy",
  "iam.serviceAccounts.actAs",
];
const deniedPermissions = [
  "storage.googleapis.com/objects.get",
  "storage.googleapis.com/*.*",
  "aiplatform.googleapis.com/endpoints.*",
  "cloudresourcemanager.googleapis.com/*.setIamPolicy",
  "resourcemanager.googleapis.com/projects.setIamPolicy",
  "iam.googleapis.com/serviceAccounts.actAs",
];
const roles: GoogleCase["roles"] = {
  "roles/owner": ["storage.*", "aiplatform.*", "iam.serviceAccounts.*", "*.setIamPolicy"],
  "roles/viewer": ["*.get", "*.list"],
  "roles/predictor": ["aiplatform.endpoints.predict"],
  "roles/storage.objectAdmin": ["storage.objects.*"],
  "projects/demo/roles/acting": ["iam.serviceAccounts.actAs", "storage.objects.get"],
};

export const attributeValues: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "resource.name": [["projects/_/buckets/claims/objects/a.txt"], ["projects/_/buckets/drafts/objects/b.pdf"]],
  "resource.type": [["storage.googleapis.com/Object"], ["storage.googleapis.com/Bucket"]],
  "request.time": [["2026-01-15T08:00:00Z"], ["2027-01-15T08:00:00Z"]],
  "tag:1/env": [["prod"], ["test"], []],
};

const some = <T>(random: Random, from: readonly T[], max: number): T[] =>
  random.shuffled(from).slice(0, random.below(max + 1));

export function randomGoogleCase(random: Random): GoogleCase {
  const caller = random.pick(callers);
  return {
    caller,
    groups: caller.kind === "user" || caller.kind === "service-account" ? some(random, groups, 2) : [],
    basicRoles: some(random, ["owner demo", "editor demo", "owner other"], 1),
    permission: random.pick(permissions),
    roles,
    levels: Array.from({ length: 1 + random.below(3) }, () => ({
      bindings: Array.from({ length: random.below(4) }, () => ({
        role: random.pick(Object.keys(roles)),
        members: some(random, members, 6),
        ...(random.oneIn(3) ? { condition: randomCondition(random, 2) } : {}),
      })),
      denials: Array.from({ length: random.oneIn(3) ? 1 : 0 }, () => ({
        principals: some(random, deniedPrincipals, 3),
        exceptPrincipals: some(random, deniedPrincipals.slice(1), 1),
        permissions: some(random, deniedPermissions, 3),
        exceptPermissions: some(random, deniedPermissions, 1),
        ...(random.oneIn(3) ? { condition: randomTag(random) } : {}),
      })),
    })),
  };
}

const randomTag = (random: Random): CaseCondition => ({
  is: "tagged",
  key: "1/env",
  value: random.pick(["prod", "test"]),
});

function randomCondition(random: Random, depth: number): CaseCondition {
  if (depth > 0)
    switch (random.below(6)) {
      case 0:
      case 1:
        return {
          is: random.pick(["and", "or"] as const),
          parts: [randomCondition(random, depth - 1), randomCondition(random, depth - 1)],
        };
      case 2:
        return { is: "not", part: randomCondition(random, depth - 1) };
      default:
    }
  if (random.oneIn(5))
    return { is: random.pick(["before", "after"] as const), instant: "2026-06-01T00:00:00Z" };
  if (random.oneIn(4)) return randomTag(random);
  const attribute = random.pick(["resource.name", "resource.type"]);
  const value = random.pick([
    "projects/_/buckets/claims/",
    "claims",
    ".pdf",
    "storage.googleapis.com/Object",
    "Object",
  ]);
  if (random.oneIn(5)) return { is: "in", attribute, values: [value, "storage.googleapis.com/Object"] };
  return { is: random.pick(["starts", "ends", "equals", "differs", "contains"] as const), attribute, value };
}
