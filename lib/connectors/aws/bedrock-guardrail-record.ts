import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import { bedrockServiceKey } from "./bedrock-arns.ts";
import { withUnknowns } from "./batch.ts";
import type { Unknowns } from "./pages.ts";

const strength = z.enum(["NONE", "LOW", "MEDIUM", "HIGH"]);
const piiAction = z.enum(["BLOCK", "ANONYMIZE", "NONE"]);
const ContentFilter = z.object({
  type: z.string(),
  inputStrength: strength,
  outputStrength: strength,
  inputAction: z.enum(["BLOCK", "NONE"]).optional(),
  outputAction: z.enum(["BLOCK", "NONE"]).optional(),
  inputEnabled: z.boolean().optional(),
  outputEnabled: z.boolean().optional(),
});
const Sensitive = z.object({
  type: z.string().optional(),
  action: piiAction,
  inputAction: piiAction.optional(),
  outputAction: piiAction.optional(),
  inputEnabled: z.boolean().optional(),
  outputEnabled: z.boolean().optional(),
});
const Word = z.object({
  inputAction: z.enum(["BLOCK", "NONE"]).optional(),
  outputAction: z.enum(["BLOCK", "NONE"]).optional(),
  inputEnabled: z.boolean().optional(),
  outputEnabled: z.boolean().optional(),
});
const Topic = Word.extend({
  name: z.string(),
  definition: z.string().optional(),
});

/** `GetGuardrail`. Bedrock leaves out each policy that has no filter. */
const RawGuardrail = z.object({
  guardrailArn: z.string(),
  name: z.string(),
  version: z.string(),
  status: z.string(),
  kmsKeyArn: z.string().optional(),
  contentPolicy: z
    .object({
      filters: z.array(ContentFilter).optional(),
      tier: z.object({ tierName: z.string() }).optional(),
    })
    .optional(),
  wordPolicy: z
    .object({ words: z.array(Word).optional(), managedWordLists: z.array(Word).optional() })
    .optional(),
  topicPolicy: z.object({ topics: z.array(Topic) }).optional(),
  sensitiveInformationPolicy: z
    .object({ piiEntities: z.array(Sensitive).optional(), regexes: z.array(Sensitive).optional() })
    .optional(),
  contextualGroundingPolicy: z
    .object({
      filters: z.array(
        z.object({
          type: z.string(),
          threshold: z.number(),
          action: z.enum(["BLOCK", "NONE"]).optional(),
          enabled: z.boolean().optional(),
        }),
      ),
    })
    .optional(),
});
type RawGuardrail = z.infer<typeof RawGuardrail>;
type ContentFilter = z.infer<typeof ContentFilter>;
type Strength = "none" | "low" | "medium" | "high";

const harmCategories = ["HATE", "INSULTS", "SEXUAL", "VIOLENCE", "MISCONDUCT"];
const credentialKinds = new Set(["AWS_ACCESS_KEY", "AWS_SECRET_KEY", "PASSWORD"]);
const strengths: readonly Strength[] = ["none", "low", "medium", "high"];

export function normalizeGuardrail(
  raw: unknown,
  scope: Scope,
  tags: Readonly<Record<string, string>> = {},
  unknowns: Unknowns = {},
): Batch {
  const guardrail = RawGuardrail.parse(raw);
  const { guardrailArn: key, kmsKeyArn } = guardrail;
  return {
    resources: [
      withUnknowns(
        {
          key,
          type: "aws.bedrock.guardrail" as const,
          name: guardrail.name,
          ...scope,
          tags,
          properties: {
            version: guardrail.version,
            status: guardrail.status,
            missingCategories: harmCategories.filter((type) => categoryStrength(guardrail, type) === "none"),
            blockedCredentials: blockedCredentials(guardrail),
            groundingThreshold: groundingThreshold(guardrail),
            customerKey: kmsKeyArn !== undefined,
            tier: tierOf(guardrail),
            blocksWords: wordsOf(guardrail).some(stopsSomewhere),
            stopsPromptLeakage: stopsPromptLeakage(guardrail),
          },
          facets: {
            promptAttack: promptAttackStrength(guardrail),
            contentFilter: weakest(harmCategories.map((type) => categoryStrength(guardrail, type))),
            sensitiveInformation: sensitiveInformation(guardrail),
            grounding: (groundingThreshold(guardrail) ?? 0) > 0,
            deniedTopics: (guardrail.topicPolicy?.topics ?? []).some(stopsSomewhere),
            callerMayOverride: false,
          },
        },
        unknowns,
      ),
    ],
    relationships: [
      { from: key, kind: "hosted-on", to: bedrockServiceKey(scope) },
      ...(kmsKeyArn ? [{ from: key, kind: "encrypted-by" as const, to: kmsKeyArn }] : []),
    ],
  };
}

const filterOf = (guardrail: RawGuardrail, type: string): ContentFilter | undefined =>
  guardrail.contentPolicy?.filters?.find((filter) => filter.type === type);

/** A prompt attack can only stand in the input; Bedrock requires NONE for its output. */
function promptAttackStrength(guardrail: RawGuardrail): Strength {
  const filter = filterOf(guardrail, "PROMPT_ATTACK");
  return filter ? inputStrength(filter) : "none";
}

function categoryStrength(guardrail: RawGuardrail, type: string): Strength {
  const filter = filterOf(guardrail, type);
  return filter ? weakest([inputStrength(filter), outputStrength(filter)]) : "none";
}

// A filter that only reports (action NONE) or is switched off stops nothing.
const inputStrength = (filter: ContentFilter): Strength =>
  filter.inputEnabled === false || filter.inputAction === "NONE" ? "none" : lower(filter.inputStrength);
const outputStrength = (filter: ContentFilter): Strength =>
  filter.outputEnabled === false || filter.outputAction === "NONE" ? "none" : lower(filter.outputStrength);

const lower = (value: z.infer<typeof strength>): Strength =>
  strengths.find((known) => known === value.toLowerCase()) ?? "none";

const weakest = (values: readonly Strength[]): Strength =>
  strengths.find((candidate) => values.includes(candidate)) ?? "none";

function sensitiveInformation(guardrail: RawGuardrail): "none" | "mask" | "block" {
  const { piiEntities = [], regexes = [] } = guardrail.sensitiveInformationPolicy ?? {};
  const actions = [...piiEntities, ...regexes].flatMap(actionsOf);
  if (actions.length === 0) return "none";
  return actions.every((action) => action === "BLOCK") ? "block" : "mask";
}

const blockedCredentials = (guardrail: RawGuardrail): string[] =>
  (guardrail.sensitiveInformationPolicy?.piiEntities ?? [])
    .filter((entity) => isBlocked(actionsOf(entity)))
    .flatMap((entity) => entity.type ?? [])
    .filter((type) => credentialKinds.has(type))
    .toSorted();

/** What is done on each side that is watched; a side whose action is NONE only reports. */
function actionsOf(entity: z.infer<typeof Sensitive>): ("BLOCK" | "ANONYMIZE")[] {
  const sides = [
    entity.inputEnabled === false ? "NONE" : (entity.inputAction ?? entity.action),
    entity.outputEnabled === false ? "NONE" : (entity.outputAction ?? entity.action),
  ];
  return sides.filter((action): action is "BLOCK" | "ANONYMIZE" => action !== "NONE");
}

const isBlocked = (actions: readonly string[]): boolean =>
  actions.length > 0 && actions.every((action) => action === "BLOCK");

/** Whether it does more than report, on the input or on the output. */
const stopsSomewhere = (one: z.infer<typeof Word>): boolean =>
  (one.inputEnabled !== false && one.inputAction !== "NONE") ||
  (one.outputEnabled !== false && one.outputAction !== "NONE");

const wordsOf = ({ wordPolicy }: RawGuardrail): z.infer<typeof Word>[] => [
  ...(wordPolicy?.words ?? []),
  ...(wordPolicy?.managedWordLists ?? []),
];

/** A guardrail made before there were tiers is on the first. */
const tierOf = ({ contentPolicy }: RawGuardrail): string | null =>
  (contentPolicy?.filters ?? []).length === 0 ? null : (contentPolicy?.tier?.tierName ?? "CLASSIC");

const aboutSystemPrompt =
  /\b(?:system|hidden|internal|initial|underlying|developer)\b[^.]{0,30}\b(?:prompts?|instructions?)\b|\bprompt leak/i;

/** The standard tier's prompt-attack filter knows requests for the system prompt; before it, only a topic stops them. */
function stopsPromptLeakage(guardrail: RawGuardrail): boolean {
  if (tierOf(guardrail) === "STANDARD" && promptAttackStrength(guardrail) !== "none") return true;
  return (guardrail.topicPolicy?.topics ?? [])
    .filter(stopsSomewhere)
    .some(({ name, definition = "" }) =>
      aboutSystemPrompt.test(`${name.replaceAll(/[-_]/g, " ")} . ${definition}`),
    );
}

function groundingThreshold(guardrail: RawGuardrail): number | null {
  const filters = (guardrail.contextualGroundingPolicy?.filters ?? []).filter(
    ({ type, enabled, action }) =>
      enabled !== false && action !== "NONE" && ["GROUNDING", "RELEVANCE"].includes(type),
  );
  return filters.length === 0 ? null : Math.min(...filters.map((filter) => filter.threshold));
}
