import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { numberParameter } from "#lib/domain/parameter.ts";

export default defineCheck({
  id: "aws/bedrock-guardrail-threshold",
  title: "Bedrock guardrail's grounding check refuses what is hardly grounded",
  severity: "low",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.guardrail",
  risk: "A threshold near zero lets nearly every answer pass as grounded, and looks like a check.",
  remediation: {
    summary: "Set the thresholds for grounding and relevance to 0.7 or more, and measure what is refused.",
    cli: "aws bedrock update-guardrail --guardrail-identifier <id> --cli-input-json file://guardrail.json && aws bedrock create-guardrail-version --guardrail-identifier <id>",
    terraform:
      'contextual_grounding_policy_config { filters_config { type = "GROUNDING" threshold = 0.7 } filters_config { type = "RELEVANCE" threshold = 0.7 } }',
    console: [
      "Bedrock › Guardrails › open the guardrail › Working draft",
      "Contextual grounding check: raise both thresholds",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-contextual-grounding-check.html",
  ],

  parameters: {
    thresholdMin: numberParameter({
      title: "Least grounding threshold",
      help: "The higher, the more answers are refused that their sources hardly hold.",
      unit: "of 1",
      default: 0.5,
      min: 0,
      max: 0.99,
      step: "any",
    }),
  },

  evaluate: ({ properties: { groundingThreshold } }, _graph, { thresholdMin }) => {
    if (groundingThreshold === null) return notApplicable;
    return groundingThreshold >= thresholdMin
      ? pass
      : fail(`Its lower threshold is ${groundingThreshold}`, { groundingThreshold, thresholdMin });
  },

  examples: {
    pass: [{ name: "exactly the least", properties: { groundingThreshold: 0.5 } }],
    fail: [
      { name: "just below", properties: { groundingThreshold: 0.49 } },
      {
        name: "the usual least, where more is asked",
        properties: { groundingThreshold: 0.5 },
        parameters: { thresholdMin: 0.7 },
      },
      { name: "zero refuses nothing", properties: { groundingThreshold: 0 } },
    ],
    notApplicable: [{ name: "no grounding check", properties: { groundingThreshold: null } }],
  },
});
