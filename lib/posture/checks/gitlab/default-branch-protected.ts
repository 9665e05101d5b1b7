import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gitlab/default-branch-protected",
  title: "Default branch takes no direct push",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gitlab.project",
  risk: "Every developer can then put code on the branch that ships, without a merge request.",
  remediation: {
    summary: "Protect the branch: nobody pushes, maintainers merge.",
    cli: "glab api -X POST projects/$ID/protected_branches -f name=main -f push_access_level=0 -f merge_access_level=40",
    terraform: 'push_access_level = "no one" on gitlab_branch_protection',
    console: ["Settings › Repository › Protected branches › Allowed to push and merge › No one"],
  },
  references: ["https://docs.gitlab.com/user/project/repository/branches/protected/"],

  evaluate: ({ properties: { archived, defaultBranch, defaultBranchProtected } }) => {
    if (archived || defaultBranch === null) return notApplicable;
    return defaultBranchProtected
      ? pass
      : fail(`Developers may push to ${defaultBranch}`, { defaultBranchProtected });
  },

  examples: {
    pass: [
      {
        name: "protected",
        properties: { archived: false, defaultBranch: "main", defaultBranchProtected: true },
      },
    ],
    fail: [
      { name: "open", properties: { archived: false, defaultBranch: "main", defaultBranchProtected: false } },
    ],
    notApplicable: [
      {
        name: "archived",
        properties: { archived: true, defaultBranch: "main", defaultBranchProtected: false },
      },
      { name: "empty", properties: { archived: false, defaultBranch: null, defaultBranchProtected: false } },
    ],
  },
});
