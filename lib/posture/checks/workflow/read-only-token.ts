import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "workflow/read-only-token",
  title: "Workflow's token may not write by default",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "workflow",
  risk: "Any step, or anything a step downloads, can push code, move tags and publish packages.",
  remediation: {
    summary:
      "Say `permissions: { contents: read }` at the top, and give single jobs the one right they need.",
    cli: "gh api -X PUT repos/$ORG/$REPO/actions/permissions/workflow -f default_workflow_permissions=read",
    terraform: 'default_workflow_permissions = "read" on github_workflow_repository_permissions',
    console: [
      "Settings › Actions › General › Workflow permissions › Read",
      "Add `permissions:` at the top of the file",
    ],
  },
  references: [
    "https://docs.github.com/en/actions/security-for-github-actions/security-guides/automatic-token-authentication",
  ],

  evaluate: ({ facets: { writeToken } }) =>
    writeToken ? fail("Its token may write everything", { writeToken }) : pass,

  examples: {
    pass: [{ name: "reads", facets: { writeToken: false } }],
    fail: [{ name: "write-all, or nothing said where the default writes", facets: { writeToken: true } }],
    unknown: [
      {
        name: "the default may not be read",
        facets: {},
        unknown: {
          "facets.writeToken": {
            reason: "denied",
            call: "actions:get-github-actions-default-workflow-permissions-repository",
            permission: "administration: read",
            message: "no",
          },
        },
      },
    ],
  },
});
