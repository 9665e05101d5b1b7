import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "compute/secrets-by-reference",
  title: "Settings refer to secrets and do not hold them",
  severity: "critical",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "compute",
  risk: "Everyone who can read the configuration, a log or a backup of it has the key.",
  remediation: {
    summary: "Move the value to a secret store, read it at run time, and rotate it: it has been seen.",
    cli: "aws secretsmanager create-secret --name <name> --secret-string file://new-key",
    terraform: "environment { variables = { OPENAI_SECRET_ARN = aws_secretsmanager_secret.openai.arn } }",
    console: [
      "Secrets Manager › Store a new secret",
      "Lambda › open the function › Configuration › Environment variables › replace the value by the secret's ARN",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
    "https://genai.owasp.org/llmrisk/llm022025-sensitive-information-disclosure/",
  ],

  evaluate: ({ facets: { secretVariables } }) =>
    secretVariables.length === 0
      ? pass
      : fail(`It holds credentials in clear in ${secretVariables.join(", ")}`, {
          variables: secretVariables,
        }),

  examples: {
    pass: [{ name: "none", facets: { secretVariables: [] } }],
    fail: [{ name: "a model provider's key", facets: { secretVariables: ["AZURE_OPENAI_API_KEY"] } }],
  },
});
