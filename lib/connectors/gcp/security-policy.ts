import { z } from "zod";

/** Rules of a Cloud Armor policy. */
export const PolicyRules = z
  .array(
    z.object({
      action: z.string().default("allow"),
      preview: z.boolean().default(false),
      priority: z.number().default(0),
      match: z
        .object({
          config: z.object({ srcIpRanges: z.array(z.string()).default([]) }).optional(),
          expr: z.unknown().optional(),
        })
        .optional(),
    }),
  )
  .default([]);
type Rule = z.infer<typeof PolicyRules>[number];

/** The rule that every policy ends with, which holds for whoever is left. */
const lastPriority = 2_147_483_647;

/** Whether callers of any address get through: not where everybody but named ranges is denied. */
export function letsStrangersIn(rules: readonly Rule[]): boolean {
  for (const { action, preview, priority, match } of rules.toSorted((a, b) => a.priority - b.priority)) {
    if (preview) continue;
    const ranges = match?.config?.srcIpRanges ?? [];
    const isForAll =
      priority === lastPriority || ranges.some((range) => range === "*" || range.endsWith("/0"));
    if (action.startsWith("deny")) {
      if (isForAll) return false;
      continue;
    }
    // An expression, or a match that is not told, may be true of strangers.
    if (isForAll || ranges.length === 0) return true;
  }
  return true;
}
