import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gitlab/no-forced-push",
  title: "Nobody can rewrite what the default branch was",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gitlab.project",
  risk: "A forced push takes a reviewed commit away and puts another in its place.",
  remediation: {
    summary: "Switch forced pushes off for the protected branch.",
    cli: "glab api -X PATCH projects/$ID/protected_branches/main -f allow_force_push=false",
    terraform: "allow_force_push = false on gitlab_branch_protection",
    console: ["Settings › Repository › Protected branches › Allowed to force push › off"],
  },
  references: ["https://docs.gitlab.com/user/project/repository/branches/protected/"],

  evaluate: ({ properties: { archived, defaultBranch, allowsForcePush } }) => {
    if (archived || defaultBranch === null) return notApplicable;
    return allowsForcePush ? fail(`${defaultBranch} may be rewritten`, { allowsForcePush }) : pass;
  },

  examples: {
    pass: [{ name: "off", properties: { archived: false, defaultBranch: "main", allowsForcePush: false } }],
    fail: [{ name: "on", properties: { archived: false, defaultBranch: "main", allowsForcePush: true } }],
    notApplicable: [
      { name: "archived", properties: { archived: true, defaultBranch: "main", allowsForcePush: true } },
    ],
  },
});
