import { z } from "zod";

import type { Resource } from "#lib/domain/resource.ts";
import { armKey } from "./arm.ts";

export const ContentFilter = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    type: z.string().nullish(),
    mode: z.string().nullish(),
    basePolicyName: z.string().nullish(),
    contentFilters: z
      .array(
        z.object({
          name: z.string(),
          enabled: z.boolean().nullish(),
          blocking: z.boolean().nullish(),
          severityThreshold: z.string().nullish(),
          source: z.string().nullish(),
        }),
      )
      .nullish(),
    customBlocklists: z
      .array(z.object({ blocklistName: z.string(), blocking: z.boolean().nullish() }))
      .nullish(),
  }),
});
export type ContentFilter = z.infer<typeof ContentFilter>;
type Strength = "none" | "low" | "medium" | "high";

const harmCategories = ["hate", "sexual", "violence", "selfharm"] as const;
const directions = ["Prompt", "Completion"] as const;
const ranks: readonly Strength[] = ["none", "low", "medium", "high"];

/** A caller may name any custom filter of the account in `x-policy-id`, so a weaker sibling undoes this one. */
export function normalizeContentFilter(
  raw: ContentFilter,
  siblings: readonly ContentFilter[],
  place: { account: string; region: string | null; tags: Readonly<Record<string, string>> },
): Resource<"azure.cognitive-services.content-filter"> {
  const { properties } = raw;
  const blocklists = (properties.customBlocklists ?? []).filter(({ blocking }) => blocking !== false);
  const weakerAlternatives = siblings
    .filter((sibling) => sibling.name !== raw.name && !isSystemManaged(sibling) && isWeaker(sibling, raw))
    .map(({ name }) => name);
  return {
    key: armKey(raw.id),
    type: "azure.cognitive-services.content-filter",
    name: raw.name,
    ...place,
    properties: {
      mode: properties.mode ?? "Default",
      basePolicy: properties.basePolicyName ?? null,
      systemManaged: isSystemManaged(raw),
      jailbreakShield: blocks(raw, /^jailbreak$/),
      indirectAttackShield: blocks(raw, /^(indirectattack|xpia)$/),
      protectedMaterial: blocks(raw, /^protectedmaterial/),
      openCategories: harmCategories.filter((category) => categoryStrength(raw, category) === "none"),
      blocklists: blocklists.map(({ blocklistName }) => blocklistName),
      weakerAlternatives,
    },
    facets: {
      promptAttack: promptAttackStrength(raw),
      contentFilter: contentStrength(raw),
      sensitiveInformation: personalData(raw),
      grounding: blocks(raw, /ground/),
      deniedTopics: blocklists.length > 0,
      callerMayOverride: weakerAlternatives.length > 0,
    },
  };
}

const isSystemManaged = ({ name, properties }: ContentFilter): boolean =>
  properties.type === "SystemManaged" || name.startsWith("Microsoft.");

/** Names come as `SelfHarm`, `Selfharm`, `Indirect Attack`: letters only, lower case. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, "");

const filtersNamed = ({ properties }: ContentFilter, pattern: RegExp) =>
  (properties.contentFilters ?? []).filter(({ name }) => pattern.test(plain(name)));

/** A filter that is enabled without blocking only annotates the answer. */
const blocks = (filter: ContentFilter, pattern: RegExp): boolean =>
  filtersNamed(filter, pattern).some(({ enabled, blocking }) => enabled === true && blocking === true);

/** `Low` filters from low severity on, so it is the strictest. The weaker direction decides. */
function categoryStrength(filter: ContentFilter, category: string): Strength {
  const strengths = directions.map((direction) => {
    const found = filtersNamed(filter, new RegExp(`^${category}$`)).find(
      ({ source }) => source === direction,
    );
    if (found?.enabled !== true || found.blocking !== true) return "none";
    return strengthOfThreshold[found.severityThreshold ?? ""] ?? "none";
  });
  return weakest(strengths);
}

const strengthOfThreshold: Record<string, Strength> = { Low: "high", Medium: "medium", High: "low" };

const contentStrength = (filter: ContentFilter): Strength =>
  weakest(harmCategories.map((category) => categoryStrength(filter, category)));

/** Attacks come from the user and from what the model is given to read; shielding one is half of it. */
function promptAttackStrength(filter: ContentFilter): Strength {
  const jailbreak = blocks(filter, /^jailbreak$/);
  const indirect = blocks(filter, /^(indirectattack|xpia)$/);
  if (jailbreak && indirect) return "high";
  if (jailbreak) return "medium";
  return indirect ? "low" : "none";
}

function personalData(filter: ContentFilter): "none" | "mask" | "block" {
  const pattern = /^(pii|personallyidentifiable)/;
  if (blocks(filter, pattern)) return "block";
  return filtersNamed(filter, pattern).some(({ enabled }) => enabled === true) ? "mask" : "none";
}

const weakest = (strengths: readonly Strength[]): Strength =>
  ranks.find((rank) => strengths.includes(rank)) ?? "none";

const isWeaker = (other: ContentFilter, than: ContentFilter): boolean =>
  ranks.indexOf(contentStrength(other)) < ranks.indexOf(contentStrength(than)) ||
  ranks.indexOf(promptAttackStrength(other)) < ranks.indexOf(promptAttackStrength(than));
