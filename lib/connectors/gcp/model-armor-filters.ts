import { z } from "zod";

import type { FacetsOf } from "#lib/domain/resource-class.ts";

const Enforcement = z.object({
  filterEnforcement: z.string().optional(),
  confidenceLevel: z.string().optional(),
});

/** What a floor setting and a template both say. */
export const FilterConfig = z
  .object({
    raiSettings: z
      .object({
        raiFilters: z
          .array(z.object({ filterType: z.string(), confidenceLevel: z.string().optional() }))
          .default([]),
      })
      .optional(),
    piAndJailbreakFilterSettings: Enforcement.optional(),
    maliciousUriFilterSettings: Enforcement.optional(),
    sdpSettings: z
      .object({
        basicConfig: Enforcement.optional(),
        advancedConfig: z
          .object({ inspectTemplate: z.string().optional(), deidentifyTemplate: z.string().optional() })
          .optional(),
      })
      .optional(),
  })
  .prefault({});
export type FilterConfig = z.infer<typeof FilterConfig>;

type Strength = FacetsOf<"guardrail">["promptAttack"];

const strengths: Readonly<Record<string, Strength>> = {
  LOW_AND_ABOVE: "high",
  MEDIUM_AND_ABOVE: "medium",
  HIGH: "low",
};
/** How sure the filter must be before it acts: the less sure, the more it stops. */
const strengthOf = (confidence: string | undefined, unstated: Strength): Strength =>
  strengths[confidence ?? ""] ?? unstated;

const categories = ["DANGEROUS", "HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT"];
const ranks: readonly Strength[] = ["none", "low", "medium", "high"];

const isOn = (settings: z.infer<typeof Enforcement> | undefined): boolean =>
  settings?.filterEnforcement === "ENABLED";

export const missingCategories = ({ raiSettings }: FilterConfig): string[] => {
  const filtered = new Set((raiSettings?.raiFilters ?? []).map(({ filterType }) => filterType));
  return categories.filter((category) => !filtered.has(category));
};

export const stopsMaliciousUrls = ({ maliciousUriFilterSettings }: FilterConfig): boolean =>
  isOn(maliciousUriFilterSettings);

/**
 * An unstated level acts on the least suspicion where attacks are concerned, and on a middle one for each harm. Model
 * Armor neither compares answers with their sources nor knows topics of one's own, so both are stated as safe.
 */
export function guardrailFacets(config: FilterConfig): FacetsOf<"guardrail"> {
  const { piAndJailbreakFilterSettings: attack, sdpSettings: sensitive, raiSettings } = config;
  const weakest = Math.min(
    ...(raiSettings?.raiFilters ?? []).map(({ confidenceLevel }) =>
      ranks.indexOf(strengthOf(confidenceLevel, "medium")),
    ),
  );
  return {
    promptAttack: isOn(attack) ? strengthOf(attack?.confidenceLevel, "high") : "none",
    contentFilter: missingCategories(config).length > 0 ? "none" : (ranks[weakest] ?? "none"),
    sensitiveInformation: sensitiveInformationOf(sensitive),
    grounding: true,
    deniedTopics: true,
    callerMayOverride: false,
  };
}

function sensitiveInformationOf(settings: FilterConfig["sdpSettings"]): "none" | "mask" | "block" {
  if (settings?.advancedConfig?.deidentifyTemplate) return "mask";
  const inspects = isOn(settings?.basicConfig) || Boolean(settings?.advancedConfig?.inspectTemplate);
  return inspects ? "block" : "none";
}
