import { defineCheck, missing, pass } from "#lib/domain/check.ts";
import { isOfType } from "#lib/domain/resource.ts";

const constraints = [
  "iam.automaticIamGrantsForDefaultServiceAccounts",
  "iam.managed.preventPrivilegedBasicRolesForDefaultServiceAccounts",
];

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
  id: "gcp/organization-denies-default-grants",
  title: "Default service accounts are not made Editor by themselves",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.cloudresourcemanager.organization",
  follows: ["governed-by"],
  followDepth: 1,
  risk: "Every notebook and service that names no account of its own starts as Editor of its project.",
  remediation: {
    summary: "Enforce the constraint.",
    cli: "gcloud org-policies set-policy policy.yaml, with name: organizations/ORGANIZATION/policies/iam.automaticIamGrantsForDefaultServiceAccounts and rules: [{enforce: true}]",
    terraform:
      'resource "google_org_policy_policy" { name = "organizations/ORGANIZATION/policies/iam.automaticIamGrantsForDefaultServiceAccounts" parent = "organizations/ORGANIZATION" spec { rules { enforce = "TRUE" } } }',
    console: [
      "IAM & Admin › Organization policies › iam.automaticIamGrantsForDefaultServiceAccounts › Manage policy",
      "Enforcement › On",
    ],
  },
  references: [
    "https://cloud.google.com/resource-manager/docs/organization-policy/restricting-service-accounts#disable_service_account_default_grants",
  ],

  evaluate: ({ key }, graph) => {
    const policies = graph
      .follow(key, "governed-by")
      .filter((found) => isOfType(found, "gcp.orgpolicy.policy"));
    const enforced = policies.some(
      ({ facets, properties }) => facets.enforced && constraints.includes(properties.constraint),
    );
    return enforced
      ? pass
      : missing("Default service accounts of new projects become Editor", { constraints });
  },

  examples: {
    pass: [{ name: "enforced", neighbours: set("iam.automaticIamGrantsForDefaultServiceAccounts", true) }],
    fail: [
      { name: "not set" },
      {
        name: "set and not enforced, or in dry run alone",
        neighbours: set("iam.automaticIamGrantsForDefaultServiceAccounts", false),
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
