import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/build-trigger-private-pool",
  title: "Build runs on workers of its own",
  severity: "low",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gcp.cloudbuild.trigger",
  risk: "Builds run outside every network and perimeter of yours, and reach the internet as they like.",
  remediation: {
    summary: "Run the trigger in a private pool inside your network.",
    cli: "gcloud builds triggers update TRIGGER --region REGION, with options.pool.name of a private pool in the build",
    terraform:
      "build { options { worker_pool = google_cloudbuild_worker_pool.builds.id } } on google_cloudbuild_trigger",
    console: [
      "Cloud Build › Worker pools › Create private pool",
      "Triggers › open it › Configuration › Private pool",
    ],
  },
  references: ["https://cloud.google.com/build/docs/private-pools/private-pools-overview"],

  evaluate: ({ properties: { enabled, privatePool } }) => {
    if (!enabled) return notApplicable;
    return privatePool ? pass : fail("It runs on workers that all customers share", { privatePool });
  },

  examples: {
    pass: [{ name: "a private pool", properties: { enabled: true, privatePool: true } }],
    fail: [{ name: "the shared pool", properties: { enabled: true, privatePool: false } }],
    notApplicable: [{ name: "switched off", properties: { enabled: false, privatePool: false } }],
  },
});
