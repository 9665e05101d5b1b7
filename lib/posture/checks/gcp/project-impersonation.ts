import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/project-impersonation",
  title: "Nobody may become every service account of a project",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.cloudresourcemanager.project",
  risk: "One person's session is enough to act as every workload of the project, those of AI included.",
  remediation: {
    summary: "Bind the role on single service accounts instead of on the project.",
    cli: "gcloud projects remove-iam-policy-binding PROJECT --member MEMBER --role roles/iam.serviceAccountTokenCreator",
    terraform:
      "Replace google_project_iam_member by google_service_account_iam_member for roles/iam.serviceAccountUser and roles/iam.serviceAccountTokenCreator",
    console: ["IAM & Admin › IAM", "Remove Service Account User and Token Creator from people"],
  },
  references: ["https://cloud.google.com/iam/docs/service-account-permissions"],

  evaluate: ({ properties: { impersonators } }) =>
    impersonators.length === 0
      ? pass
      : fail(`${impersonators.join(", ")} may become any service account of the project`, { impersonators }),

  examples: {
    pass: [{ name: "bound on single accounts", properties: { impersonators: [] } }],
    fail: [
      {
        name: "two groups in one binding",
        properties: { impersonators: ["group:a@acme.example", "group:b@acme.example"] },
      },
    ],
  },
});
