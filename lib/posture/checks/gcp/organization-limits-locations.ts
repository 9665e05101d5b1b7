import { defineCheck, missing, pass } from "#lib/domain/check.ts";
import { isOfType } from "#lib/domain/resource.ts";

const constraints = ["gcp.resourceLocations"];

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
  id: "gcp/organization-limits-locations",
  title: "Organization limits where resources may be made",
  severity: "low",
  layer: "data",
  function: "protect",
  appliesTo: "gcp.cloudresourcemanager.organization",
  follows: ["governed-by"],
  followDepth: 1,
  risk: "Prompts, documents and models come to lie where the organization does not want them.",
  remediation: {
    summary: "Allow the locations that were approved.",
    cli: "gcloud org-policies set-policy policy.yaml, with name: organizations/ORGANIZATION/policies/gcp.resourceLocations and rules: [{values: {allowedValues: [in:eu-locations]}}]",
    terraform:
      'resource "google_org_policy_policy" { name = "organizations/ORGANIZATION/policies/gcp.resourceLocations" parent = "organizations/ORGANIZATION" spec { rules { values { allowed_values = ["in:eu-locations"] } } } }',
    console: [
      "IAM & Admin › Organization policies › gcp.resourceLocations › Manage policy",
      "Custom › Allow › the approved locations",
    ],
  },
  references: ["https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations"],

  evaluate: ({ key }, graph) => {
    const policies = graph
      .follow(key, "governed-by")
      .filter((found) => isOfType(found, "gcp.orgpolicy.policy"));
    const enforced = policies.some(
      ({ facets, properties }) => facets.enforced && constraints.includes(properties.constraint),
    );
    return enforced ? pass : missing("Resources may be made in any location", { constraints });
  },

  examples: {
    pass: [{ name: "enforced", neighbours: set("gcp.resourceLocations", true) }],
    fail: [
      { name: "not set" },
      { name: "set and not enforced, or in dry run alone", neighbours: set("gcp.resourceLocations", false) },
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
