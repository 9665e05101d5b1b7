import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/folder-ai-administrators",
  title: "Nobody administers Vertex AI of a whole folder",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.cloudresourcemanager.folder",
  risk: "One account is enough to replace models, endpoints and notebooks in every project below.",
  remediation: {
    summary: "Bind the role on the projects that need it, to a group, for a limited time.",
    cli: "gcloud resource-manager folders remove-iam-policy-binding FOLDER --member MEMBER --role roles/aiplatform.admin",
    terraform: "Replace google_folder_iam_member by google_project_iam_member for roles/aiplatform.admin",
    console: ["IAM & Admin › IAM › choose the folder", "Remove Vertex AI Administrator from people"],
  },
  references: ["https://cloud.google.com/vertex-ai/docs/general/access-control"],

  evaluate: ({ properties: { aiAdministrators } }) =>
    aiAdministrators.length === 0
      ? pass
      : fail(`${aiAdministrators.join(", ")} may change every model below`, { aiAdministrators }),

  examples: {
    pass: [{ name: "nobody", properties: { aiAdministrators: [] } }],
    fail: [{ name: "a person", properties: { aiAdministrators: ["user:a@acme.example"] } }],
  },
});
