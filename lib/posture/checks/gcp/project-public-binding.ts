import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/project-public-binding",
  title: "No anonymous member is bound on the project",
  severity: "critical",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.cloudresourcemanager.project",
  risk: "Everybody on the internet holds a role on every resource of the project.",
  remediation: {
    summary: "Remove allUsers and allAuthenticatedUsers from the project's policy.",
    cli: "gcloud projects remove-iam-policy-binding PROJECT --member allUsers --role ROLE",
    terraform: "Remove allUsers and allAuthenticatedUsers from google_project_iam_member",
    console: ["IAM & Admin › IAM", "Remove allUsers and allAuthenticatedUsers"],
  },
  references: ["https://cloud.google.com/iam/docs/principals-overview"],

  evaluate: ({ properties: { publicMembers } }) =>
    publicMembers.length === 0
      ? pass
      : fail(`${publicMembers.join(", ")} is bound on the project itself`, { publicMembers }),

  examples: {
    pass: [{ name: "named members only", properties: { publicMembers: [] } }],
    fail: [{ name: "every signed-in account", properties: { publicMembers: ["allAuthenticatedUsers"] } }],
  },
});
