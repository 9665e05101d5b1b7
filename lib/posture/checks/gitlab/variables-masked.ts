import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gitlab/variables-masked",
  title: "Secrets of CI do not show in logs",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gitlab.project",
  risk: "One line of debugging prints the secret into a log that many can read and that is kept.",
  remediation: {
    summary: "Mark each variable that holds a secret as masked.",
    cli: "glab variable update NAME --masked",
    terraform: "masked = true on gitlab_project_variable",
    console: ["Settings › CI/CD › Variables › edit › Mask variable"],
  },
  references: ["https://docs.gitlab.com/ci/variables/#mask-a-cicd-variable"],

  evaluate: ({ properties: { unmaskedVariables: names } }) =>
    names.length === 0 ? pass : fail(`A log would show ${names.join(", ")}`, { names }),

  examples: {
    pass: [{ name: "none", properties: { unmaskedVariables: [] } }],
    fail: [{ name: "one", properties: { unmaskedVariables: ["OPENAI_API_KEY"] } }],
  },
});
