import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "github/workflow-token-reads",
  title: "Workflow tokens read by default",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "github.organization",
  risk: "Every workflow that says nothing gets a token that may push code and publish packages.",
  remediation: {
    summary: "Set the default to read; workflows that need more say so.",
    cli: "gh api -X PUT orgs/$ORG/actions/permissions/workflow -f default_workflow_permissions=read",
    terraform: 'default_workflow_permissions = "read" on github_actions_organization_workflow_permissions',
    console: ["The organization's settings › Actions › General › Workflow permissions › Read"],
  },
  references: [
    "https://docs.github.com/en/actions/security-for-github-actions/security-guides/automatic-token-authentication",
  ],

  evaluate: ({ properties: { defaultTokenWrites } }) =>
    defaultTokenWrites
      ? fail("The token may write where a workflow says nothing", { defaultTokenWrites })
      : pass,

  examples: {
    pass: [{ name: "reads", properties: { defaultTokenWrites: false } }],
    fail: [{ name: "writes", properties: { defaultTokenWrites: true } }],
  },
});
