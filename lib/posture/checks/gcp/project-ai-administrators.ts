import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/project-ai-administrators",
  title: "Vertex AI is administered by workloads, not by people",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.cloudresourcemanager.project",
  risk: "A stolen session can replace models, read training data and grant others access.",
  remediation: {
    summary: "Give people roles/aiplatform.user, and changes to the pipeline that deploys.",
    cli: "gcloud projects remove-iam-policy-binding PROJECT --member MEMBER --role roles/aiplatform.admin",
    terraform:
      "Remove user: and group: members from google_project_iam_member with role roles/aiplatform.admin",
    console: ["IAM & Admin › IAM", "Remove Vertex AI Administrator from people"],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/general/access-control"],

  evaluate: ({ properties: { aiAdministrators } }) =>
    aiAdministrators.length === 0
      ? pass
      : fail(`${aiAdministrators.join(", ")} may administer every model and notebook of the project`, {
          aiAdministrators,
        }),

  examples: {
    pass: [{ name: "pipelines only", properties: { aiAdministrators: [] } }],
    fail: [{ name: "a person", properties: { aiAdministrators: ["user:a@acme.example"] } }],
  },
});
