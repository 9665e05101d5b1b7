import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "github/workflows-cannot-approve",
  title: "Workflows cannot approve pull requests",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "github.organization",
  risk: "A workflow that may approve is the second pair of eyes that an attacker brings along.",
  remediation: {
    summary: "Take the right away; a bot that opens pull requests needs no right to approve them.",
    cli: "gh api -X PUT orgs/$ORG/actions/permissions/workflow -F can_approve_pull_request_reviews=false",
    terraform: "can_approve_pull_request_reviews = false on github_actions_organization_workflow_permissions",
    console: [
      "The organization's settings › Actions › General › untick Allow GitHub Actions to create and approve pull requests",
    ],
  },
  references: [
    "https://docs.github.com/en/organizations/managing-organization-settings/disabling-or-limiting-github-actions-for-your-organization",
  ],

  evaluate: ({ properties: { workflowsMayApprove } }) =>
    workflowsMayApprove
      ? fail("A workflow's token may approve a pull request", { workflowsMayApprove })
      : pass,

  examples: {
    pass: [{ name: "may not", properties: { workflowsMayApprove: false } }],
    fail: [{ name: "may", properties: { workflowsMayApprove: true } }],
  },
});
