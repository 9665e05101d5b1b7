import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import { listed } from "./detail.ts";
import { parseRows } from "./graph-query.ts";

const call = { service: "Microsoft.Security", operation: "Pricings_List" };
const Pricing = z.object({
  name: z.string(),
  properties: z.object({
    pricingTier: z.string(),
    subPlan: z.string().nullish(),
    extensions: z
      .array(z.object({ name: z.string(), isEnabled: z.union([z.string(), z.boolean()]).nullish() }))
      .nullish(),
  }),
});
/** Plans that watch AI services themselves. */
const aiPlans = new Set(["AI"]);

export const defenderPlans: Collector = {
  id: "defender-plans",
  title: "Defender for Cloud plans",
  per: "account",
  produces: ["azure.security.defender-plan"],
  permissions: ["Microsoft.Security/pricings/read"],
  collect: async function* (source) {
    yield normalizePlans(await listed(source, call, {}), source.scope.account);
  },
};

export function normalizePlans(records: readonly unknown[], account: string): Batch {
  const { rows, unparsed } = parseRows(records, Pricing, `${call.service}:${call.operation}`);
  return {
    resources: rows.map(({ name, properties }) => ({
      key: `/subscriptions/${account}/providers/microsoft.security/pricings/${name}`.toLowerCase(),
      type: "azure.security.defender-plan",
      name,
      account,
      region: null,
      tags: {},
      properties: {
        tier: properties.pricingTier,
        subPlan: properties.subPlan ?? null,
        extensions: (properties.extensions ?? [])
          .filter(({ isEnabled }) => String(isEnabled).toLowerCase() === "true")
          .map((extension) => extension.name),
      },
      facets: { enabled: properties.pricingTier === "Standard", coversAi: aiPlans.has(name) },
    })),
    relationships: [],
    unparsed,
  };
}
