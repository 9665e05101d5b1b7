import { defineCheck, missing, pass } from "#lib/domain/check.ts";
import { isOfType } from "#lib/domain/resource.ts";

const constraints = ["storage.publicAccessPrevention"];

const set = (constraint: string, enforced: boolean) => ({
  resources: [
    {
      key: "policy",
      type: "gcp.orgpolicy.policy" as const,
      name: constraint,
      account: "organizations/7",
      region: null,
      tags: {},
      properties: {
        constraint,
        on: "example",
        allowedValues: [],
        deniedValues: [],
        allowsAll: false,
        deniesAll: false,
        hasExceptions: false,
        inheritsFromParent: false,
        dryRunOnly: false,
      },
      facets: { enforced, coversAi: false },
    },
  ],
  relationships: [{ from: "example", kind: "governed-by" as const, to: "policy" }],
});

export default defineCheck({
  id: "gcp/organization-prevents-public-buckets",
  title: "Organization prevents public buckets",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "gcp.cloudresourcemanager.organization",
  follows: ["governed-by"],
  followDepth: 1,
  risk: "One wrong binding opens training data or documents to everybody.",
  remediation: {
    summary: "Enforce public access prevention for the whole organization.",
    cli: "gcloud org-policies set-policy policy.yaml, with name: organizations/ORGANIZATION/policies/storage.publicAccessPrevention and rules: [{enforce: true}]",
    terraform:
      'resource "google_org_policy_policy" { name = "organizations/ORGANIZATION/policies/storage.publicAccessPrevention" parent = "organizations/ORGANIZATION" spec { rules { enforce = "TRUE" } } }',
    console: [
      "IAM & Admin › Organization policies › storage.publicAccessPrevention › Manage policy",
      "Enforcement › On",
    ],
  },
  references: ["https://cloud.google.com/storage/docs/using-public-access-prevention"],

  evaluate: ({ key }, graph) => {
    const policies = graph
      .follow(key, "governed-by")
      .filter((found) => isOfType(found, "gcp.orgpolicy.policy"));
    const enforced = policies.some(
      ({ facets, properties }) => facets.enforced && constraints.includes(properties.constraint),
    );
    return enforced ? pass : missing("Buckets may be opened to the public", { constraints });
  },

  examples: {
    pass: [{ name: "enforced", neighbours: set("storage.publicAccessPrevention", true) }],
    fail: [
      { name: "not set" },
      {
        name: "set and not enforced, or in dry run alone",
        neighbours: set("storage.publicAccessPrevention", false),
      },
      { name: "another constraint", neighbours: set("compute.requireOsLogin", true) },
    ],
    unknown: [
      {
        name: "the policies may not be read",
        unknown: {
          "relationships.governed-by": {
            reason: "denied",
            call: "cloudasset:organizations.assets.list",
            permission: "cloudasset.assets.listResource",
            message: "no",
          },
        },
      },
    ],
  },
});
