import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/organization-public-binding",
  title: "Nobody anonymous is bound on the organization",
  severity: "critical",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.cloudresourcemanager.organization",
  risk: "Anybody with a Google account holds the role on every project of the organization.",
  remediation: {
    summary: "Remove allUsers and allAuthenticatedUsers from the organization's policy.",
    cli: "gcloud organizations remove-iam-policy-binding ORGANIZATION --member allAuthenticatedUsers --role ROLE",
    terraform: "Remove allUsers and allAuthenticatedUsers from google_organization_iam_member",
    console: ["IAM & Admin › IAM › choose the organization", "Remove allUsers and allAuthenticatedUsers"],
  },
  references: ["https://cloud.google.com/iam/docs/principals-overview#all-authenticated-users"],

  evaluate: ({ properties: { publicMembers } }) =>
    publicMembers.length === 0
      ? pass
      : fail(`${publicMembers.join(", ")} holds a role on everything`, { publicMembers }),

  examples: {
    pass: [{ name: "nobody", properties: { publicMembers: [] } }],
    fail: [{ name: "every Google account", properties: { publicMembers: ["allAuthenticatedUsers"] } }],
  },
});
