import type { Verdict } from "#lib/permissions/decision.ts";
import type { Truth } from "#lib/permissions/truth.ts";
import type { Attributes, CaseCondition, GoogleCase } from "./google-case.ts";

type Written = {
  rule: string;
  link: string;
  given: GoogleCase;
  attributes?: Attributes;
  inGroup?: (group: string) => Truth;
  expected: Verdict;
  /** What the decision has to name. */
  names: string;
};

const docs = "https://cloud.google.com/iam/docs";
const inheritance = `${docs}/allow-policies#inheritance`;
const principals = `${docs}/principal-identifiers`;
const denyDocs = `${docs}/deny-overview`;
const conditionDocs = `${docs}/conditions-overview`;
const attributesDocs = `${docs}/conditions-attribute-reference`;

const ann = { kind: "user", email: "ann@acme.example" } as const;
const app = { kind: "service-account", email: "app@demo.iam.gserviceaccount.com" } as const;
const pool = "projects/42/locations/global/workloadIdentityPools/ci";
const job = {
  kind: "federated",
  pool,
  subject: "repo:a/b",
  groups: [],
  attributes: { branch: "main" },
} as const;
const roles = { "roles/reader": ["storage.objects.get"], "roles/unread": null };

type Level = GoogleCase["levels"][number];
const binding = (member: string, condition?: CaseCondition, role = "roles/reader"): Level => ({
  bindings: [{ role, members: [member], ...(condition ? { condition } : {}) }],
  denials: [],
});
const denial = (parts: Partial<Level["denials"][number]>): Level => ({
  bindings: [],
  denials: [
    {
      principals: ["principalSet://goog/public:all"],
      exceptPrincipals: [],
      permissions: ["storage.googleapis.com/objects.get"],
      exceptPermissions: [],
      ...parts,
    },
  ],
});
const nothing: Level = { bindings: [], denials: [] };
const call = (levels: readonly Level[], parts: Partial<GoogleCase> = {}): GoogleCase => ({
  caller: ann,
  groups: [],
  basicRoles: [],
  permission: "storage.objects.get",
  levels,
  roles,
  ...parts,
});
const annBinding = binding("user:ann@acme.example");
const inClaims: CaseCondition = {
  is: "starts",
  attribute: "resource.name",
  value: "projects/_/buckets/claims/objects/public/",
};

export const googleCases: readonly Written[] = [
  {
    rule: "without a binding nobody has access",
    link: inheritance,
    given: call([nothing]),
    expected: "denied",
    names: "silent level 0",
  },
  {
    rule: "a binding on the resource gives",
    link: inheritance,
    given: call([annBinding]),
    expected: "allowed",
    names: "allow level 0 binding 1",
  },
  {
    rule: "a binding on the organization holds for what is below",
    link: inheritance,
    given: call([nothing, nothing, annBinding]),
    expected: "allowed",
    names: "allow level 2 binding 1",
  },
  {
    rule: "a policy further down takes nothing away",
    link: inheritance,
    given: call([binding("user:bob@acme.example"), annBinding]),
    expected: "allowed",
    names: "allow level 1",
  },
  {
    rule: "a role without the permission gives nothing",
    link: inheritance,
    given: call([annBinding], { permission: "storage.objects.delete" }),
    expected: "denied",
    names: "silent level 0",
  },
  {
    rule: "a role nobody could read is a maybe",
    link: `${docs}/roles-overview`,
    given: call([binding("user:ann@acme.example", undefined, "roles/unread")]),
    expected: "maybe",
    names: "allow level 0",
  },
  {
    rule: "e-mail addresses are the same in any case",
    link: principals,
    given: call([binding("user:Ann@Acme.example")]),
    expected: "allowed",
    names: "allow level 0",
  },
  {
    rule: "allUsers are also those who do not sign in",
    link: principals,
    given: call([binding("allUsers")], { caller: { kind: "anonymous" } }),
    expected: "allowed",
    names: "allow level 0",
  },
  {
    rule: "allAuthenticatedUsers sign in",
    link: principals,
    given: call([binding("allAuthenticatedUsers")], { caller: { kind: "anonymous" } }),
    expected: "denied",
    names: "silent",
  },
  {
    rule: "allAuthenticatedUsers are service accounts too",
    link: principals,
    given: call([binding("allAuthenticatedUsers")], { caller: app }),
    expected: "allowed",
    names: "allow level 0",
  },
  {
    rule: "allAuthenticatedUsers are nobody from another identity provider",
    link: principals,
    given: call([binding("allAuthenticatedUsers")], { caller: job }),
    expected: "denied",
    names: "silent",
  },
  {
    rule: "a domain is its users",
    link: principals,
    given: call([binding("domain:acme.example")]),
    expected: "allowed",
    names: "allow level 0",
  },
  {
    rule: "a domain whose name only ends alike is another",
    link: principals,
    given: call([binding("domain:example")]),
    expected: "denied",
    names: "silent",
  },
  {
    rule: "a service account is in no domain",
    link: principals,
    given: call([binding("domain:demo.iam.gserviceaccount.com")], { caller: app }),
    expected: "denied",
    names: "silent",
  },
  {
    rule: "what was given to somebody deleted is given to nobody",
    link: principals,
    given: call([binding("deleted:user:ann@acme.example?uid=123")]),
    expected: "denied",
    names: "silent",
  },
  {
    rule: "members of a group have what it holds",
    link: principals,
    given: call([binding("group:team@acme.example")], { groups: ["team@acme.example"] }),
    expected: "allowed",
    names: "allow level 0",
  },
  {
    rule: "where nobody read the members, it is a maybe",
    link: principals,
    given: call([binding("group:team@acme.example")]),
    inGroup: () => "maybe",
    expected: "maybe",
    names: "allow level 0",
  },
  {
    rule: "projectEditor means who holds Editor there",
    link: `${docs}/roles-overview#basic`,
    given: call([binding("projectEditor:demo")], { caller: app, basicRoles: ["editor demo"] }),
    expected: "allowed",
    names: "allow level 0",
  },
  {
    rule: "projectEditor of another project means others",
    link: `${docs}/roles-overview#basic`,
    given: call([binding("projectEditor:other")], { caller: app, basicRoles: ["editor demo"] }),
    expected: "denied",
    names: "silent",
  },
  {
    rule: "a subject of a pool is one",
    link: `${docs}/workload-identity-federation`,
    given: call([binding(`principal://iam.googleapis.com/${pool}/subject/repo:a/b`)], { caller: job }),
    expected: "allowed",
    names: "allow level 0",
  },
  {
    rule: "an attribute of a pool's members must be the same",
    link: `${docs}/workload-identity-federation`,
    given: call([binding(`principalSet://iam.googleapis.com/${pool}/attribute.branch/dev`)], { caller: job }),
    expected: "denied",
    names: "silent",
  },
  {
    rule: "a pool as a whole is everybody it lets in",
    link: `${docs}/workload-identity-federation`,
    given: call([binding(`principalSet://iam.googleapis.com/${pool}/*`)], { caller: job }),
    expected: "allowed",
    names: "allow level 0",
  },
  {
    rule: "a deny policy is decided before any allow policy",
    link: `${denyDocs}#policy-eval`,
    given: call([annBinding, denial({})]),
    expected: "denied",
    names: "deny denial 1 rule 1",
  },
  {
    rule: "who is an exception keeps what it has",
    link: `${denyDocs}#exceptions`,
    given: call([annBinding, denial({ exceptPrincipals: ["principal://goog/subject/ann@acme.example"] })]),
    expected: "allowed",
    names: "allow level 0",
  },
  {
    rule: "a permission that is an exception is not denied",
    link: `${denyDocs}#exceptions`,
    given: call([
      annBinding,
      denial({
        permissions: ["storage.googleapis.com/*.*"],
        exceptPermissions: ["storage.googleapis.com/objects.get"],
      }),
    ]),
    expected: "allowed",
    names: "allow level 0",
  },
  {
    rule: "a permission of another service is not denied",
    link: `${docs}/deny-permissions-support`,
    given: call([annBinding, denial({ permissions: ["bigquery.googleapis.com/*.*"] })]),
    expected: "allowed",
    names: "allow level 0",
  },
  {
    rule: "projects belong to the API of the resource manager",
    link: `${docs}/deny-permissions-support`,
    given: call(
      [
        binding("user:ann@acme.example", undefined, "roles/admin"),
        denial({ permissions: ["cloudresourcemanager.googleapis.com/projects.setIamPolicy"] }),
      ],
      {
        permission: "resourcemanager.projects.setIamPolicy",
        roles: { "roles/admin": ["resourcemanager.projects.setIamPolicy"] },
      },
    ),
    expected: "denied",
    names: "deny denial 1",
  },
  {
    rule: "a denial about a service account means no other",
    link: `${denyDocs}`,
    given: call([
      annBinding,
      denial({
        principals: [
          "principal://iam.googleapis.com/projects/-/serviceAccounts/app@demo.iam.gserviceaccount.com",
        ],
      }),
    ]),
    expected: "allowed",
    names: "allow level 0",
  },
  {
    rule: "a denial under a tag holds where the tag is",
    link: `${denyDocs}#conditions`,
    given: call([annBinding, denial({ condition: { is: "tagged", key: "1/env", value: "prod" } })]),
    attributes: { "tag:1/env": ["prod"] },
    expected: "denied",
    names: "deny denial 1",
  },
  {
    rule: "and not where it is another",
    link: `${denyDocs}#conditions`,
    given: call([annBinding, denial({ condition: { is: "tagged", key: "1/env", value: "prod" } })]),
    attributes: { "tag:1/env": ["test"] },
    expected: "allowed",
    names: "allow level 0",
  },
  {
    rule: "and is a maybe where nobody told the tags",
    link: `${denyDocs}#conditions`,
    given: call([annBinding, denial({ condition: { is: "tagged", key: "1/env", value: "prod" } })]),
    expected: "maybe",
    names: "deny denial 1",
  },
  {
    rule: "a denial whose condition cannot be evaluated denies",
    link: `${denyDocs}#conditions`,
    given: call([
      annBinding,
      denial({ condition: { is: "starts", attribute: "resource.name", value: "projects" } }),
    ]),
    attributes: { "resource.name": [] },
    expected: "denied",
    names: "deny denial 1",
  },
  {
    rule: "a binding whose condition cannot be evaluated gives nothing",
    link: conditionDocs,
    given: call([binding("user:ann@acme.example", inClaims)]),
    attributes: { "resource.name": [] },
    expected: "denied",
    names: "silent",
  },
  {
    rule: "a condition on the name of an object",
    link: attributesDocs,
    given: call([binding("user:ann@acme.example", inClaims)]),
    attributes: { "resource.name": ["projects/_/buckets/claims/objects/public/a.txt"] },
    expected: "allowed",
    names: "allow level 0",
  },
  {
    rule: "of something in the bucket, nobody knows what, it is a maybe",
    link: attributesDocs,
    given: call([binding("user:ann@acme.example", inClaims)]),
    attributes: { "resource.name": ["projects/_/buckets/claims/objects/*"] },
    expected: "maybe",
    names: "allow level 0",
  },
  {
    rule: "of something in another bucket it is a no",
    link: attributesDocs,
    given: call([binding("user:ann@acme.example", inClaims)]),
    attributes: { "resource.name": ["projects/_/buckets/drafts/objects/*"] },
    expected: "denied",
    names: "silent",
  },
  {
    rule: "access that ends is over afterwards",
    link: `${docs}/configuring-temporary-access`,
    given: call([binding("user:ann@acme.example", { is: "before", instant: "2026-01-01T00:00:00Z" })]),
    attributes: { "request.time": ["2026-11-30T00:00:00Z"] },
    expected: "denied",
    names: "silent",
  },
  {
    rule: "a binding without the condition outranks one with it",
    link: conditionDocs,
    given: call([binding("user:ann@acme.example", inClaims), annBinding]),
    expected: "allowed",
    names: "allow level 1",
  },
];
