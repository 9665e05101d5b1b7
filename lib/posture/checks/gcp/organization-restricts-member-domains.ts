import { defineCheck, missing, pass } from "#lib/domain/check.ts";
import { isOfType } from "#lib/domain/resource.ts";

const constraints = ["iam.allowedPolicyMemberDomains", "iam.managed.allowedPolicyMembers"];

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
  id: "gcp/organization-restricts-member-domains",
  title: "Organization binds only members of its own domains",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.cloudresourcemanager.organization",
  follows: ["governed-by"],
  followDepth: 1,
  risk: "A private account or a stranger can be given a role on models and data, by mistake or on purpose.",
  remediation: {
    summary: "Allow your own customer ids alone.",
    cli: "gcloud org-policies set-policy policy.yaml, with name: organizations/ORGANIZATION/policies/iam.allowedPolicyMemberDomains and rules: [{values: {allowedValues: [is:CUSTOMER_ID]}}]",
    terraform:
      'resource "google_org_policy_policy" { name = "organizations/ORGANIZATION/policies/iam.allowedPolicyMemberDomains" parent = "organizations/ORGANIZATION" spec { rules { values { allowed_values = ["is:CUSTOMER_ID"] } } } }',
    console: [
      "IAM & Admin › Organization policies › iam.allowedPolicyMemberDomains › Manage policy",
      "Custom › Allow › your customer id",
    ],
  },
  references: ["https://cloud.google.com/resource-manager/docs/organization-policy/restricting-domains"],

  evaluate: ({ key }, graph) => {
    const policies = graph
      .follow(key, "governed-by")
      .filter((found) => isOfType(found, "gcp.orgpolicy.policy"));
    const enforced = policies.some(
      ({ facets, properties }) => facets.enforced && constraints.includes(properties.constraint),
    );
    return enforced ? pass : missing("Members of any domain may be bound", { constraints });
  },

  examples: {
    pass: [{ name: "enforced", neighbours: set("iam.allowedPolicyMemberDomains", true) }],
    fail: [
      { name: "not set" },
      {
        name: "set and not enforced, or in dry run alone",
        neighbours: set("iam.allowedPolicyMemberDomains", false),
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
