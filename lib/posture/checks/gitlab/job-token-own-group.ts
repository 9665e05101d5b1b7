import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const closed = { archived: false, jobTokenOpen: false };

export default defineCheck({
  id: "gitlab/job-token-own-group",
  title: "Only jobs of its own group may call a project",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gitlab.project",
  risk: "Whoever can push to a project outside the group reads this one's code, packages and images with the token of a job.",
  remediation: {
    summary:
      "Take what is outside the group off the list, or give it a deploy token that only reads what it needs.",
    cli: "glab api -X DELETE projects/$ID/job_token_scope/allowlist/$OTHER_ID",
    terraform: "target_project_ids on gitlab_project_job_token_scopes",
    console: ["Settings › CI/CD › Job token permissions › remove the project or group"],
  },
  references: ["https://docs.gitlab.com/ci/jobs/ci_job_token/#control-job-token-access-to-your-project"],

  evaluate: ({ properties: { archived, jobTokenOpen, jobTokenOutsiders } }) => {
    // Where any project may call it, that is what is said.
    if (archived || jobTokenOpen) return notApplicable;
    return jobTokenOutsiders.length === 0
      ? pass
      : fail(`Jobs of ${jobTokenOutsiders.join(", ")} may call it`, { outsiders: jobTokenOutsiders });
  },

  examples: {
    pass: [{ name: "its own group", properties: { ...closed, jobTokenOutsiders: [] } }],
    fail: [{ name: "another", properties: { ...closed, jobTokenOutsiders: ["gitlab.com/other/tool"] } }],
    notApplicable: [
      {
        name: "open to all",
        properties: { archived: false, jobTokenOpen: true, jobTokenOutsiders: ["a/b"] },
      },
    ],
  },
});
