import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gitlab/job-token-limited",
  title: "Only chosen projects may call this one",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gitlab.project",
  risk: "A job of any project that somebody can push to may read this project's code, packages and images.",
  remediation: {
    summary: "List the projects whose jobs need it, and refuse the rest.",
    cli: "glab api -X PATCH projects/$ID/job_token_scope -f enabled=true",
    terraform: "ci_job_token_scope_enabled = true on gitlab_project",
    console: [
      "Settings › CI/CD › Job token permissions › This project and any groups and projects in the allowlist",
    ],
  },
  references: ["https://docs.gitlab.com/ci/jobs/ci_job_token/"],

  evaluate: ({ properties: { archived, jobTokenOpen } }) => {
    if (archived) return notApplicable;
    return jobTokenOpen ? fail("The job of any project may call it", { jobTokenOpen }) : pass;
  },

  examples: {
    pass: [{ name: "a list", properties: { archived: false, jobTokenOpen: false } }],
    fail: [{ name: "any project", properties: { archived: false, jobTokenOpen: true } }],
    notApplicable: [{ name: "archived", properties: { archived: true, jobTokenOpen: true } }],
  },
});
