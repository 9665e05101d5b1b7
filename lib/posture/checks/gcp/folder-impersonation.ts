import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/folder-impersonation",
  title: "Nobody may become every service account of a folder",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.cloudresourcemanager.folder",
  risk: "One person's session is enough to act as every workload of every project below, those of AI included.",
  remediation: {
    summary: "Bind the role on single service accounts instead of on the folder.",
    cli: "gcloud resource-manager folders remove-iam-policy-binding FOLDER --member MEMBER --role roles/iam.serviceAccountTokenCreator",
    terraform: "Replace google_folder_iam_member by google_service_account_iam_member",
    console: [
      "IAM & Admin › IAM › choose the folder",
      "Remove Service Account User and Token Creator from people",
    ],
  },
  references: ["https://cloud.google.com/iam/docs/service-account-permissions"],

  evaluate: ({ properties: { impersonators } }) =>
    impersonators.length === 0
      ? pass
      : fail(`${impersonators.join(", ")} may become any service account below`, { impersonators }),

  examples: {
    pass: [{ name: "bound on single accounts", properties: { impersonators: [] } }],
    fail: [{ name: "a group", properties: { impersonators: ["group:a@acme.example"] } }],
  },
});
