import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/apigateway-http-stage-secrets",
  title: "Stage variables of an HTTP or WebSocket API hold no credentials",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "aws.apigateway.http-api",
  risk: "Everyone who can read the API's configuration has the key.",
  remediation: {
    summary: "Move the value to Secrets Manager, let the integration read it, and rotate it.",
    cli: "aws apigatewayv2 update-stage --api-id <api> --stage-name <stage> --stage-variables <name>=",
    terraform: 'variables = { model = "claude" }',
    console: ["API Gateway › open the API › Stages › Stage variables › Manage variables › remove it"],
  },
  references: [
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.stage-variables.html",
  ],

  evaluate: ({ properties: { secretStageVariables } }) =>
    secretStageVariables.length === 0
      ? pass
      : fail(`It holds credentials in clear in ${secretStageVariables.join(", ")}`, {
          variables: secretStageVariables,
        }),

  examples: {
    pass: [{ name: "none", properties: { secretStageVariables: [] } }],
    fail: [{ name: "a provider's key", properties: { secretStageVariables: ["prod/openaiApiKey"] } }],
  },
});
