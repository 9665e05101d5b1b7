import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "github/actions-selected",
  title: "Only chosen actions may run",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "github.organization",
  risk: "Any workflow can otherwise run code of anybody who ever published an action.",
  remediation: {
    summary: "Allow actions of your own, of GitHub, and a list of those you looked at.",
    cli: "gh api -X PUT orgs/$ORG/actions/permissions -f enabled_repositories=all -f allowed_actions=selected",
    terraform: 'allowed_actions = "selected" on github_actions_organization_permissions',
    console: ["The organization's settings › Actions › General › Allow select actions"],
  },
  references: [
    "https://docs.github.com/en/organizations/managing-organization-settings/disabling-or-limiting-github-actions-for-your-organization",
  ],

  evaluate: ({ properties: { allowedActions } }) =>
    allowedActions === "all" ? fail("Every action that anybody published may run", { allowedActions }) : pass,

  examples: {
    pass: [
      { name: "a list", properties: { allowedActions: "selected" } },
      { name: "none at all", properties: { allowedActions: "none" } },
    ],
    fail: [{ name: "all", properties: { allowedActions: "all" } }],
  },
});
