import { defineCheck, missing, pass } from "#lib/domain/check.ts";
import { isOfType } from "#lib/domain/resource.ts";

const constraints = ["vertexai.allowedGenAIModels", "vertexai.allowedModels"];

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
  id: "gcp/organization-allows-named-models",
  title: "Organization allows named models only",
  severity: "low",
  layer: "model",
  function: "protect",
  appliesTo: "gcp.cloudresourcemanager.organization",
  follows: ["governed-by"],
  followDepth: 1,
  risk: "Anybody may put any model of the Model Garden to work, whoever published it and however old it is.",
  remediation: {
    summary: "List the models that were approved.",
    cli: "gcloud org-policies set-policy policy.yaml, with name: organizations/ORGANIZATION/policies/vertexai.allowedGenAIModels and rules: [{values: {allowedValues: [publishers/google/models/MODEL]}}]",
    terraform:
      'resource "google_org_policy_policy" { name = "organizations/ORGANIZATION/policies/vertexai.allowedGenAIModels" parent = "organizations/ORGANIZATION" spec { rules { values { allowed_values = ["publishers/google/models/MODEL"] } } } }',
    console: [
      "IAM & Admin › Organization policies › vertexai.allowedGenAIModels › Manage policy",
      "Custom › Allow › the approved models",
    ],
  },
  references: ["https://cloud.google.com/vertex-ai/generative-ai/docs/control-model-access"],

  evaluate: ({ key }, graph) => {
    const policies = graph
      .follow(key, "governed-by")
      .filter((found) => isOfType(found, "gcp.orgpolicy.policy"));
    const enforced = policies.some(
      ({ facets, properties }) => facets.enforced && constraints.includes(properties.constraint),
    );
    return enforced ? pass : missing("Every model of the Model Garden may be used", { constraints });
  },

  examples: {
    pass: [{ name: "enforced", neighbours: set("vertexai.allowedGenAIModels", true) }],
    fail: [
      { name: "not set" },
      {
        name: "set and not enforced, or in dry run alone",
        neighbours: set("vertexai.allowedGenAIModels", false),
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
