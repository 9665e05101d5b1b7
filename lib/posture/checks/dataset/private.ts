import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "dataset/private",
  title: "Dataset is not readable by the public",
  severity: "critical",
  layer: "data",
  function: "protect",
  appliesToClass: "dataset",
  risk: "Anybody can copy what models learn from, personal data included.",
  remediation: {
    summary: "Remove anonymous principals from the dataset's policy.",
    cli: "gcloud projects remove-iam-policy-binding PROJECT --member allAuthenticatedUsers --role ROLE",
    terraform: "Remove allUsers and allAuthenticatedUsers from the IAM members of the dataset",
    console: ["Open the dataset › Permissions", "Remove public principals"],
  },
  references: ["https://cloud.google.com/iam/docs/principals-overview"],

  evaluate: ({ facets: { publicRead } }) =>
    publicRead ? fail("Anybody may read the dataset", { publicRead }) : pass,

  examples: {
    pass: [{ name: "named readers", facets: { publicRead: false } }],
    fail: [{ name: "anybody", facets: { publicRead: true } }],
  },
});
