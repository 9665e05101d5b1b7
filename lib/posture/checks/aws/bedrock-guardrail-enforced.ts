import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-guardrail-enforced",
  title: "Every call of a Bedrock model goes through an enforced guardrail",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.service",
  risk: "Whoever may invoke a model decides alone whether a guardrail applies, so a forgotten parameter or a stolen key meets none.",
  remediation: {
    summary:
      "Enforce a guardrail version for the account, or for all accounts by a Bedrock policy of the organization.",
    cli: "aws bedrock put-enforced-guardrail-configuration --guardrail-inference-config guardrailIdentifier=<id>,guardrailVersion=1,inputTags=IGNORE",
    terraform:
      'resource "aws_bedrock_enforced_guardrail_configuration" "main" { guardrail_arn = aws_bedrock_guardrail.main.guardrail_arn guardrail_version = aws_bedrock_guardrail_version.main.version }',
    console: [
      "Bedrock › Guardrails › Account-level enforcement configurations › Create",
      "Choose the guardrail, a version, and to ignore input tags",
      "Or AWS Organizations › Policies › Amazon Bedrock policies",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_bedrock_syntax.html",
    "https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListEnforcedGuardrailsConfiguration.html",
  ],

  evaluate: ({ properties: { enforcedGuardrails } }) => {
    if (enforcedGuardrails.some(({ wholeInput }) => wholeInput)) return pass;
    return enforcedGuardrails.length === 0
      ? fail("No guardrail is enforced", { enforcedGuardrails: 0 })
      : fail("What is enforced judges only what the caller marks", {
          enforcedGuardrails: enforcedGuardrails.map(({ guardrail }) => guardrail),
        });
  },

  examples: {
    pass: [
      {
        name: "by the account, all of the input",
        properties: {
          enforcedGuardrails: [{ guardrail: "g", by: "account", wholeInput: true, exceptModels: [] }],
        },
      },
      {
        name: "by the organization, beside one that honors tags",
        properties: {
          enforcedGuardrails: [
            { guardrail: "a", by: "account", wholeInput: false, exceptModels: [] },
            { guardrail: "b", by: "organization", wholeInput: true, exceptModels: [] },
          ],
        },
      },
    ],
    fail: [
      { name: "none", properties: { enforcedGuardrails: [] } },
      {
        name: "callers mark what is judged",
        properties: {
          enforcedGuardrails: [{ guardrail: "g", by: "account", wholeInput: false, exceptModels: [] }],
        },
      },
    ],
  },
});
