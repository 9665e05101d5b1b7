import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { worksForAi } from "#lib/domain/works-for-ai.ts";

const ofNotebook = {
  resources: [sampleResource("notebook", "notebook")],
  relationships: [{ from: "notebook", kind: "runs-as" as const, to: "example" }],
};

export default defineCheck({
  id: "gcp/ai-account-unused-role",
  title: "Account of an AI workload holds no role it does not use",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.iam.service-account",
  follows: ["runs-as", "invokes", "grounded-on", "hosted-on"],
  followDepth: 2,
  risk: "Rights that the workload never used are there for whoever takes it over.",
  remediation: {
    summary: "Remove the role, or replace it by the smaller one that the recommendation names.",
    cli: "gcloud recommender recommendations list --project PROJECT --location global --recommender google.iam.policy.Recommender, then gcloud projects remove-iam-policy-binding",
    terraform: "Remove the google_project_iam_member that the recommendation names",
    console: ["IAM & Admin › IAM › Security insights", "Open the recommendation › Apply"],
  },
  references: ["https://cloud.google.com/policy-intelligence/docs/role-recommendations-overview"],

  evaluate: ({ key, properties: { unusedRoles } }, graph) => {
    if (!worksForAi(key, graph)) return notApplicable;
    return unusedRoles.length === 0
      ? pass
      : fail(`It did not use ${unusedRoles.join(", ")}, or not in full, for 90 days`, { unusedRoles });
  },

  examples: {
    pass: [{ name: "uses what it holds", properties: { unusedRoles: [] }, neighbours: ofNotebook }],
    fail: [
      {
        name: "does not use one of its roles",
        properties: { unusedRoles: ["roles/editor"] },
        neighbours: ofNotebook,
      },
    ],
    notApplicable: [{ name: "nothing of AI runs as it", properties: { unusedRoles: ["roles/editor"] } }],
    unknown: [
      {
        name: "what is recommended may not be read",
        neighbours: ofNotebook,
        unknown: {
          "properties.unusedRoles": {
            reason: "denied",
            call: "recommender:projects.locations.recommenders.recommendations.list",
            permission: "recommender.iamPolicyRecommendations.list",
            message: "no",
          },
        },
      },
    ],
  },
});
