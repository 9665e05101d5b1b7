import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "github/deploy-key-reads",
  title: "Deploy key only reads",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "github.deploy-key",
  risk: "Whoever finds the key pushes code that ships, and no person's account shows it.",
  remediation: {
    summary: "Make a new key without write access, or let a GitHub App push with a token of an hour.",
    cli: "gh repo deploy-key list --repo $ORG/$REPO",
    terraform: "read_only = true on github_repository_deploy_key",
    console: ["Settings › Deploy keys › delete it, add it again without write access"],
  },
  references: [
    "https://docs.github.com/en/authentication/connecting-to-github-with-ssh/managing-deploy-keys",
  ],

  evaluate: ({ properties: { readOnly, addedBy } }) =>
    readOnly ? pass : fail("It may push", { readOnly, addedBy }),

  examples: {
    pass: [{ name: "reads", properties: { readOnly: true, addedBy: "ada" } }],
    fail: [{ name: "writes", properties: { readOnly: false, addedBy: "ada" } }],
  },
});
