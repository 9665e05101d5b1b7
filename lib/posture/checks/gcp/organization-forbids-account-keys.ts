import { defineCheck, missing, pass } from "#lib/domain/check.ts";
import { isOfType } from "#lib/domain/resource.ts";

const constraints = ["iam.managed.disableServiceAccountKeyCreation", "iam.disableServiceAccountKeyCreation"];

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
  id: "gcp/organization-forbids-account-keys",
  title: "Organization lets nobody create service account keys",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.cloudresourcemanager.organization",
  follows: ["governed-by"],
  followDepth: 1,
  risk: "A key in a file stands for a workload from anywhere until somebody finds and deletes it.",
  remediation: {
    summary: "Enforce the constraint, with exceptions by tag for what cannot federate.",
    cli: "gcloud org-policies set-policy policy.yaml, with name: organizations/ORGANIZATION/policies/iam.managed.disableServiceAccountKeyCreation and rules: [{enforce: true}]",
    terraform:
      'resource "google_org_policy_policy" { name = "organizations/ORGANIZATION/policies/iam.managed.disableServiceAccountKeyCreation" parent = "organizations/ORGANIZATION" spec { rules { enforce = "TRUE" } } }',
    console: [
      "IAM & Admin › Organization policies › iam.managed.disableServiceAccountKeyCreation › Manage policy",
      "Enforcement › On",
    ],
  },
  references: ["https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys"],

  evaluate: ({ key }, graph) => {
    const policies = graph
      .follow(key, "governed-by")
      .filter((found) => isOfType(found, "gcp.orgpolicy.policy"));
    const enforced = policies.some(
      ({ facets, properties }) => facets.enforced && constraints.includes(properties.constraint),
    );
    return enforced ? pass : missing("Keys of service accounts may be created everywhere", { constraints });
  },

  examples: {
    pass: [{ name: "enforced", neighbours: set("iam.managed.disableServiceAccountKeyCreation", true) }],
    fail: [
      { name: "not set" },
      {
        name: "set and not enforced, or in dry run alone",
        neighbours: set("iam.managed.disableServiceAccountKeyCreation", false),
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
