import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gitlab/variables-protected",
  title: "Secrets of CI are given to protected branches only",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gitlab.project",
  risk: "Whoever may push a branch reads every variable with a job of three lines.",
  remediation: {
    summary: "Mark each variable that holds a secret as protected.",
    cli: "glab variable update NAME --protected",
    terraform: "protected = true on gitlab_project_variable",
    console: ["Settings › CI/CD › Variables › edit › Protect variable"],
  },
  references: [
    "https://docs.gitlab.com/ci/variables/#protect-a-cicd-variable",
    "https://owasp.org/www-project-top-10-ci-cd-security-risks/CICD-SEC-06-Insufficient-Credential-Hygiene",
  ],

  evaluate: ({ properties: { unprotectedVariables: names } }) =>
    names.length === 0 ? pass : fail(`Every branch may read ${names.join(", ")}`, { names }),

  examples: {
    pass: [{ name: "none", properties: { unprotectedVariables: [] } }],
    fail: [{ name: "one", properties: { unprotectedVariables: ["OPENAI_API_KEY"] } }],
  },
});
