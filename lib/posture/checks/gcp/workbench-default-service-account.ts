import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/workbench-default-service-account",
  title: "Workbench instance runs as an account of its own",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.notebooks.instance",
  risk: "The default account is shared by every machine of the project and often holds Editor.",
  remediation: {
    summary: "Create the instance with a service account made for its users.",
    cli: "gcloud workbench instances create NAME --location ZONE --service-account-email EMAIL",
    terraform: "gce_setup { service_accounts { email = google_service_account.notebook.email } }",
    console: [
      "Vertex AI › Workbench › Create › IAM and security",
      "Clear Use default Compute Engine service account",
    ],
  },
  references: [
    "https://cloud.google.com/vertex-ai/docs/workbench/instances/create",
    "https://cloud.google.com/iam/docs/best-practices-service-accounts",
  ],

  evaluate: ({ properties: { runsAsDefaultAccount, serviceAccount } }) =>
    runsAsDefaultAccount ? fail("It runs as the default Compute Engine account", { serviceAccount }) : pass,

  examples: {
    pass: [
      {
        name: "own account",
        properties: { runsAsDefaultAccount: false, serviceAccount: "n@acme.iam.gserviceaccount.com" },
      },
    ],
    fail: [
      {
        name: "none stated, so the default",
        properties: { runsAsDefaultAccount: true, serviceAccount: null },
      },
    ],
  },
});
