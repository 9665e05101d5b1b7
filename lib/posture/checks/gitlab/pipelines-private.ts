import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gitlab/pipelines-private",
  title: "Job logs of a private project are private",
  severity: "low",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gitlab.project",
  risk: "Logs and artifacts hold what code and secrets do not show, and everybody may read them.",
  remediation: {
    summary: "Limit pipelines to members of the project.",
    cli: "glab api -X PUT projects/$ID -f public_jobs=false",
    terraform: "public_jobs = false on gitlab_project",
    console: ["Settings › CI/CD › General pipelines › untick Project-based pipeline visibility"],
  },
  references: ["https://docs.gitlab.com/ci/pipelines/settings/#change-which-users-can-view-your-pipelines"],

  evaluate: ({ properties: { pipelinesPublic, visibility } }) => {
    if (visibility === "private") return notApplicable;
    return pipelinesPublic
      ? fail("Everybody who sees the project reads its logs", { pipelinesPublic, visibility })
      : pass;
  },

  examples: {
    pass: [{ name: "members only", properties: { visibility: "internal", pipelinesPublic: false } }],
    fail: [{ name: "whoever sees it", properties: { visibility: "public", pipelinesPublic: true } }],
    notApplicable: [
      { name: "only members see it at all", properties: { visibility: "private", pipelinesPublic: true } },
    ],
  },
});
