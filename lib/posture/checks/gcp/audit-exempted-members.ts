import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/audit-exempted-members",
  title: "Nobody is exempt from the data access log",
  severity: "medium",
  layer: "identity",
  function: "detect",
  appliesTo: "gcp.logging.audit-config",
  risk: "Calls of the exempted are missing from every investigation.",
  remediation: {
    summary: "Remove the exemptions.",
    cli: "gcloud projects get-iam-policy PROJECT > policy.yaml, remove exemptedMembers, then gcloud projects set-iam-policy PROJECT policy.yaml",
    terraform: "Remove exempted_members from google_project_iam_audit_config",
    console: ["IAM & Admin › Audit Logs › Exempted principals", "Remove them"],
  },
  references: ["https://cloud.google.com/logging/docs/audit/configure-data-access"],

  evaluate: ({ properties: { exemptedMembers, loggedServices } }) => {
    if (loggedServices.length === 0) return notApplicable;
    return exemptedMembers.length === 0
      ? pass
      : fail(`Calls of ${exemptedMembers.join(", ")} are not logged`, { exemptedMembers });
  },

  examples: {
    pass: [{ name: "nobody", properties: { exemptedMembers: [], loggedServices: ["allServices"] } }],
    fail: [
      {
        name: "one account",
        properties: { exemptedMembers: ["user:a@acme.example"], loggedServices: ["allServices"] },
      },
    ],
    notApplicable: [
      {
        name: "nothing is logged to be exempt from",
        properties: { exemptedMembers: [], loggedServices: [] },
      },
    ],
  },
});
