import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "workflow/pinned",
  title: "Workflow with power runs only what is named by hash",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "workflow",
  risk: "Whoever takes over an action or an image moves its tag, and the next run hands over its secrets and its cloud identity.",
  remediation: {
    summary:
      "Name every action by its commit and every image by its digest; let a bot move them by pull request.",
    cli: "npx pin-github-action .github/workflows/*.yml",
    terraform: "github_actions_organization_permissions with sha_pinning_required = true",
    console: [
      "Replace each tag by the commit it stands for, with the tag in a comment",
      "Settings › Actions › General › require actions to be pinned to a full-length commit SHA",
    ],
  },
  references: [
    "https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions",
    "https://www.cisa.gov/news-events/alerts/2025/03/18/supply-chain-compromise-third-party-tj-actionschanged-files-cve-2025-30066-and-reviewdogaction",
  ],

  evaluate: ({ facets }) => {
    const hasPower = facets.secretVariables.length > 0 || facets.federation.length > 0 || facets.writeToken;
    if (!hasPower) return notApplicable;
    return facets.pinned
      ? pass
      : fail("It runs what can be changed under it, with secrets or rights of its own", {
          secrets: facets.secretVariables,
          writeToken: facets.writeToken,
        });
  },

  examples: {
    pass: [
      {
        name: "all by hash, with a secret",
        facets: { pinned: true, writeToken: false, secretVariables: ["KEY"], federation: [] },
      },
    ],
    fail: [
      {
        name: "one by tag, with a secret",
        facets: { pinned: false, writeToken: false, secretVariables: ["KEY"], federation: [] },
      },
      {
        name: "one by tag, with a cloud identity",
        facets: {
          pinned: false,
          writeToken: false,
          secretVariables: [],
          federation: [
            { issuer: "token.actions.githubusercontent.com", subject: "repo:acme/app:*", claims: {} },
          ],
        },
      },
      {
        name: "one by tag, with a token that may write everything",
        facets: { pinned: false, writeToken: true, secretVariables: [], federation: [] },
      },
    ],
    notApplicable: [
      {
        name: "tests that hold nothing",
        facets: { pinned: false, writeToken: false, secretVariables: [], federation: [] },
      },
    ],
  },
});
