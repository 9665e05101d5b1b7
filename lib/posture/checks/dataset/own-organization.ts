import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "dataset/own-organization",
  title: "Dataset is shared with nobody outside the organization",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesToClass: "dataset",
  risk: "People outside can read what models learn from, and nobody here decides who they are.",
  remediation: {
    summary: "Remove the outside principals, or move what they need into a dataset made for sharing.",
    cli: "gcloud projects remove-iam-policy-binding PROJECT --member MEMBER --role ROLE",
    terraform: "Remove members of other domains from the IAM bindings of the dataset",
    console: ["Open the dataset › Permissions", "Remove principals of other organizations"],
  },
  references: ["https://cloud.google.com/resource-manager/docs/organization-policy/restricting-domains"],

  evaluate: ({ facets: { externalPrincipals } }) =>
    externalPrincipals.length === 0
      ? pass
      : fail(`It is shared with ${externalPrincipals.join(", ")}`, { externalPrincipals }),

  examples: {
    pass: [{ name: "nobody from outside", facets: { externalPrincipals: [] } }],
    fail: [{ name: "one partner among many", facets: { externalPrincipals: ["user:a@partner.example"] } }],
  },
});
