import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-api-key-short",
  title: "Bedrock API keys expire",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "aws.iam.user",
  risk: "A leaked key that never expires invokes models at your cost until somebody notices.",
  remediation: {
    summary: "Delete the long-term key and use short-term keys or a role.",
    cli: "aws iam delete-service-specific-credential --user-name <user> --service-specific-credential-id <id>",
    terraform:
      'resource "aws_iam_service_specific_credential" "bedrock" { service_name = "bedrock.amazonaws.com" credential_age_days = 1 }',
    console: ["Bedrock › API keys › Long-term API keys › select the key › Delete"],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html"],

  evaluate: ({ properties }) => {
    const keys = properties.serviceCredentials.filter(({ service }) => service.startsWith("bedrock"));
    if (keys.length === 0) return notApplicable;
    const endless = keys.filter(({ expiresAt }) => expiresAt === null).length;
    if (endless === 0) return pass;
    return fail(`${endless} of its Bedrock API keys never expire`, {
      keys: keys.length,
      neverExpire: endless,
    });
  },

  examples: {
    pass: [
      {
        name: "expires",
        properties: {
          serviceCredentials: [{ service: "bedrock.amazonaws.com", expiresAt: "2026-12-01T00:00:00.000Z" }],
        },
      },
    ],
    fail: [
      {
        name: "never expires",
        properties: { serviceCredentials: [{ service: "bedrock.amazonaws.com", expiresAt: null }] },
      },
    ],
    notApplicable: [
      {
        name: "a key of another service",
        properties: { serviceCredentials: [{ service: "codecommit.amazonaws.com", expiresAt: null }] },
      },
    ],
  },
});
