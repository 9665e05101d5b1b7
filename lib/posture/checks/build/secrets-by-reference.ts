import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "build/secrets-by-reference",
  title: "Build takes secrets by reference, not as plain variables",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "build",
  risk: "Whoever may look at the project, or read its log, has the credentials.",
  remediation: {
    summary: "Move the value to a secret store and name it there.",
    cli: "aws codebuild update-project --name <name> --environment file://environment.json",
    terraform:
      'environment_variable { name = "TOKEN" type = "SECRETS_MANAGER" value = aws_secretsmanager_secret.token.name }',
    console: [
      "CodeBuild › open the project › Edit › Environment",
      "Change the type of the variable to Secrets Manager",
    ],
  },
  references: ["https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html"],

  evaluate: ({ facets: { secretVariables } }) =>
    secretVariables.length === 0
      ? pass
      : fail(`It holds ${secretVariables.join(", ")} in clear`, { secretVariables }),

  examples: {
    pass: [{ name: "none in clear", facets: { secretVariables: [] } }],
    fail: [{ name: "a token in clear", facets: { secretVariables: ["HUGGINGFACE_TOKEN"] } }],
  },
});
