import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "github/no-script-injection",
  title: "No text of strangers becomes part of a script",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "github.workflow",
  risk: "Whoever opens an issue with the right title runs commands with the workflow's token and secrets.",
  remediation: {
    summary: "Put the value into an environment variable and quote it in the script.",
    cli: "grep -rnE '\\$\\{\\{ *github\\.(head_ref|event\\.)' .github/workflows",
    terraform: "Nothing in Terraform: the workflow file itself must change",
    console: ["Move the expression into env: of the step", 'Use "$NAME" in the script'],
  },
  references: [
    "https://securitylab.github.com/resources/github-actions-untrusted-input/",
    "https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions",
  ],

  evaluate: ({ properties: { injections, triggers } }) =>
    injections.length === 0
      ? pass
      : fail(`Strangers fill in ${injections.join(", ")}`, { injections, triggers }),

  examples: {
    pass: [{ name: "none", properties: { injections: [], triggers: ["issues"] } }],
    fail: [
      {
        name: "an issue's title",
        properties: { injections: ["${{ github.event.issue.title }}"], triggers: ["issues"] },
      },
    ],
  },
});
