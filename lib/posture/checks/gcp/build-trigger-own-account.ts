import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/build-trigger-own-account",
  title: "Build runs as an account of its own",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gcp.cloudbuild.trigger",
  risk: "Every build acts as one account that may deploy and read whatever any build of the project needs.",
  remediation: {
    summary: "Name a service account made for this build.",
    cli: "gcloud builds triggers update TRIGGER --region REGION --service-account projects/PROJECT/serviceAccounts/EMAIL",
    terraform: "service_account = google_service_account.build.id on google_cloudbuild_trigger",
    console: ["Cloud Build › Triggers › open it", "Service account › choose one made for it"],
  },
  references: [
    "https://cloud.google.com/build/docs/securing-builds/configure-user-specified-service-accounts",
  ],

  evaluate: ({ properties: { enabled, serviceAccount } }) => {
    if (!enabled) return notApplicable;
    const shared =
      serviceAccount === null ||
      /^\d+(-compute@developer|@cloudbuild)\.gserviceaccount\.com$/.test(serviceAccount);
    return shared ? fail("It runs as an account that other builds share", { serviceAccount }) : pass;
  },

  examples: {
    pass: [
      {
        name: "its own",
        properties: { enabled: true, serviceAccount: "release@acme.iam.gserviceaccount.com" },
      },
    ],
    fail: [
      { name: "none named", properties: { enabled: true, serviceAccount: null } },
      {
        name: "Cloud Build's",
        properties: { enabled: true, serviceAccount: "412903775186@cloudbuild.gserviceaccount.com" },
      },
      {
        name: "Compute Engine's",
        properties: { enabled: true, serviceAccount: "412903775186-compute@developer.gserviceaccount.com" },
      },
    ],
    notApplicable: [{ name: "switched off", properties: { enabled: false, serviceAccount: null } }],
  },
});
