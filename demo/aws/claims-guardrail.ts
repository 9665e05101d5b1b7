import { guardrailId, tags } from "./claims-names.ts";
import type { Answers } from "./estate-type.ts";
import { arn, home, keyArn, madeAt } from "./names.ts";

const summary = (version: string) => ({
  id: guardrailId,
  arn: arn("bedrock", home, `guardrail/${guardrailId}`),
  name: "claims-assistant",
  status: "READY",
  version,
  createdAt: madeAt,
  updatedAt: madeAt,
});

const harms = ["HATE", "INSULTS", "SEXUAL", "VIOLENCE", "MISCONDUCT"];
const blocked = ["AWS_ACCESS_KEY", "AWS_SECRET_KEY", "PASSWORD"];
const masked = ["EMAIL", "PHONE", "INTERNATIONAL_BANK_ACCOUNT_NUMBER"];

/** The guardrail that is bound to the agent once it is fixed. */
export const claimsGuardrail = (): Answers => ({
  [`${home} bedrock:ListGuardrails`]: { guardrails: [summary("DRAFT")] },
  [`${home} bedrock:ListGuardrails ${guardrailId}`]: { guardrails: [summary("DRAFT"), summary("1")] },
  [`${home} bedrock:GetGuardrail`]: {
    ...summary("1"),
    guardrailId,
    guardrailArn: arn("bedrock", home, `guardrail/${guardrailId}`),
    kmsKeyArn: keyArn("claims"),
    blockedInputMessaging: "I cannot help with that.",
    blockedOutputsMessaging: "I cannot answer that.",
    contentPolicy: {
      filters: [
        ...harms.map((type) => ({ type, inputStrength: "HIGH", outputStrength: "HIGH" })),
        { type: "PROMPT_ATTACK", inputStrength: "HIGH", outputStrength: "NONE" },
      ],
    },
    topicPolicy: {
      topics: [
        {
          name: "legal-advice",
          definition: "Advice on whether to sue, or on how to word a legal claim",
          examples: ["Should I take Acme to court?"],
          type: "DENY",
        },
      ],
    },
    sensitiveInformationPolicy: {
      piiEntities: [
        ...blocked.map((type) => ({ type, action: "BLOCK" })),
        ...masked.map((type) => ({ type, action: "ANONYMIZE" })),
      ],
    },
    contextualGroundingPolicy: {
      filters: [
        { type: "GROUNDING", threshold: 0.75, action: "BLOCK" },
        { type: "RELEVANCE", threshold: 0.75, action: "BLOCK" },
      ],
    },
  },
  [`${home} bedrock:ListTagsForResource`]: {
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
  },
});
