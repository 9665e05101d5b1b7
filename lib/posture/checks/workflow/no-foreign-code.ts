import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "workflow/no-foreign-code",
  title: "Workflow runs no code of outsiders with its own rights",
  severity: "critical",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "workflow",
  risk: "Anybody can open a pull request whose code then runs with the repository's secrets and token.",
  remediation: {
    summary:
      "Split it: build the pull request without rights, and let another workflow read only its result.",
    cli: "grep -rn 'pull_request_target\\|workflow_run' .github/workflows",
    terraform: "Nothing in Terraform: the workflow file itself must change",
    console: [
      "Replace pull_request_target by pull_request where no secret is needed",
      "Else put the job behind an environment with a required reviewer",
    ],
  },
  references: [
    "https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/",
    "https://owasp.org/www-project-top-10-ci-cd-security-risks/CICD-SEC-04-Poisoned-Pipeline-Execution",
  ],

  evaluate: ({ facets: { untrustedTrigger, secretVariables } }) =>
    untrustedTrigger
      ? fail("It checks out what a pull request holds and runs it with its own rights", {
          secrets: secretVariables,
        })
      : pass,

  examples: {
    pass: [{ name: "only its own", facets: { untrustedTrigger: false, secretVariables: [] } }],
    fail: [
      {
        name: "a pull request's head",
        facets: { untrustedTrigger: true, secretVariables: ["OPENAI_API_KEY"] },
      },
    ],
    unknown: [
      {
        name: "whether somebody approves each run may not be read",
        facets: { secretVariables: [] },
        unknown: {
          "facets.untrustedTrigger": {
            reason: "denied",
            call: "repos:get-all-environments",
            permission: "actions: read",
            message: "no",
          },
        },
      },
    ],
  },
});
