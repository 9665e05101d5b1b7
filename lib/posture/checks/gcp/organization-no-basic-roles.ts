import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/organization-no-basic-roles",
  title: "Nobody is Owner or Editor of a whole organization",
  severity: "critical",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.cloudresourcemanager.organization",
  risk: "Whoever takes over one such account owns every model, data set and service account of every project below.",
  remediation: {
    summary: "Replace the basic role by predefined roles on the projects that need them.",
    cli: "gcloud organizations remove-iam-policy-binding ORGANIZATION --member MEMBER --role roles/owner",
    terraform: "Remove roles/owner and roles/editor from google_organization_iam_member",
    console: ["IAM & Admin › IAM › choose the organization", "Remove Owner and Editor"],
  },
  references: ["https://cloud.google.com/iam/docs/roles-overview#basic"],

  evaluate: ({ properties: { basicRoleMembers } }) =>
    basicRoleMembers.length === 0
      ? pass
      : fail(`${basicRoleMembers.join(", ")} may change everything below`, { members: basicRoleMembers }),

  examples: {
    pass: [{ name: "nobody", properties: { basicRoleMembers: [] } }],
    fail: [
      {
        name: "a group and a workload",
        properties: {
          basicRoleMembers: ["group:admins@acme.example", "serviceAccount:ci@acme.iam.gserviceaccount.com"],
        },
      },
    ],
  },
});
