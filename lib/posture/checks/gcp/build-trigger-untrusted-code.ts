import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/build-trigger-untrusted-code",
  title: "Build does not run what strangers propose",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gcp.cloudbuild.trigger",
  risk: "Anybody who may open a pull request runs code with the rights of the build.",
  remediation: {
    summary: "Ask for a comment by an owner before the pull request of somebody outside is built.",
    cli: "gcloud builds triggers update TRIGGER --region REGION --comment-control COMMENTS_ENABLED_FOR_EXTERNAL_CONTRIBUTORS_ONLY",
    terraform:
      'github { pull_request { comment_control = "COMMENTS_ENABLED_FOR_EXTERNAL_CONTRIBUTORS_ONLY" } } on google_cloudbuild_trigger',
    console: [
      "Cloud Build › Triggers › open it",
      "Comment control › Required except for owners and collaborators",
    ],
  },
  references: ["https://cloud.google.com/build/docs/automating-builds/github/build-repos-from-github"],

  evaluate: ({ properties: { enabled, untrustedPullRequests } }) => {
    if (!enabled) return notApplicable;
    return untrustedPullRequests
      ? fail("It builds every pull request, whoever opened it", { untrustedPullRequests })
      : pass;
  },

  examples: {
    pass: [{ name: "an owner comments first", properties: { enabled: true, untrustedPullRequests: false } }],
    fail: [{ name: "nobody is asked", properties: { enabled: true, untrustedPullRequests: true } }],
    notApplicable: [{ name: "switched off", properties: { enabled: false, untrustedPullRequests: true } }],
  },
});
