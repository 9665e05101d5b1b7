import { z } from "zod";

import type { Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { armKey } from "./arm.ts";
import { detail, withUnknown } from "./detail.ts";

const Subscription = z.object({
  id: z.string(),
  subscriptionId: z.string(),
  displayName: z.string(),
  state: z.string(),
  tags: z.record(z.string(), z.string()).nullish(),
});
const Pricings = z.object({
  value: z.array(z.object({ name: z.string(), properties: z.object({ pricingTier: z.string() }) })),
});

export const subscriptions: Collector = {
  id: "subscriptions",
  title: "Subscription and Defender plans",
  per: "account",
  produces: ["azure.resources.subscription"],
  permissions: ["Microsoft.Resources/subscriptions/read", "Microsoft.Security/pricings/read"],
  collect: async function* (source) {
    const raw = await source.call("Microsoft.Resources", "Subscriptions_Get");
    const pricings = await detail(
      source,
      { service: "Microsoft.Security", operation: "Pricings_List" },
      {},
      Pricings,
    );
    const parsed = Subscription.safeParse(raw);
    yield parsed.success
      ? { resources: [normalizeSubscription(parsed.data, pricings)], relationships: [] }
      : {
          resources: [],
          relationships: [],
          unparsed: [{ call: "Microsoft.Resources:Subscriptions_Get", message: parsed.error.message }],
        };
  },
};

/** A plan on its free tier protects nothing. */
export function normalizeSubscription(
  raw: z.infer<typeof Subscription>,
  pricings: { value: z.infer<typeof Pricings> | null; unknown: Unknown | null },
): Resource {
  return withUnknown(
    {
      key: armKey(`/subscriptions/${raw.subscriptionId}`),
      type: "azure.resources.subscription",
      name: raw.displayName,
      account: raw.subscriptionId,
      region: null,
      tags: raw.tags ?? {},
      properties: {
        state: raw.state,
        defenderPlans: (pricings.value?.value ?? [])
          .filter(({ properties }) => properties.pricingTier === "Standard")
          .map(({ name }) => name),
      },
      facets: {},
    },
    { "properties.defenderPlans": pricings.unknown },
  );
}
