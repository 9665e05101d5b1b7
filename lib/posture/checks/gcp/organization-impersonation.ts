import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/organization-impersonation",
  title: "Nobody may become every service account of a organization",
  severity: "critical",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.cloudresourcemanager.organization",
  risk: "One person's session is enough to act as every workload of every project below, those of AI included.",
  remediation: {
    summary: "Bind the role on single service accounts instead of on the organization.",
    cli: "gcloud organizations remove-iam-policy-binding ORGANIZATION --member MEMBER --role roles/iam.serviceAccountTokenCreator",
    terraform: "Replace google_organization_iam_member by google_service_account_iam_member",
    console: [
      "IAM & Admin › IAM › choose the organization",
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
