import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-guardrail-tier",
  title: "Bedrock guardrail filters on the standard tier",
  severity: "low",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.guardrail",
  risk: "The classic tier knows three languages and fewer attacks, so a prompt in a fourth passes.",
  remediation: {
    summary:
      "Choose the standard tier for content filters, with cross-Region inference inside the own geography.",
    cli: "aws bedrock update-guardrail --guardrail-identifier <id> --cli-input-json file://guardrail.json && aws bedrock create-guardrail-version --guardrail-identifier <id>",
    terraform:
      'content_policy_config { tier_config { tier_name = "STANDARD" } } cross_region_config { guardrail_profile_identifier = "eu.guardrail.v1:0" }',
    console: [
      "Bedrock › Guardrails › open the guardrail › Working draft",
      "Content filters › tier: Standard",
    ],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-tiers.html"],

  evaluate: ({ properties: { tier } }) => {
    if (tier === null) return notApplicable;
    return tier === "CLASSIC" ? fail("Its content filters are on the classic tier", { tier }) : pass;
  },

  examples: {
    pass: [{ name: "standard", properties: { tier: "STANDARD" } }],
    fail: [{ name: "classic", properties: { tier: "CLASSIC" } }],
    notApplicable: [{ name: "no content filter", properties: { tier: null } }],
  },
});
