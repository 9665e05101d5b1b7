import { z } from "zod";

import type { Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { armKey } from "./arm.ts";
import { detail, type Detail } from "./detail.ts";
import { queryDetail } from "./graph-query.ts";
import { withUnknown } from "../normalized.ts";

const Subscription = z.object({
  id: z.string(),
  subscriptionId: z.string(),
  displayName: z.string(),
  state: z.string(),
  tags: z.record(z.string(), z.string()).nullish(),
});
/** Azure tells the groups above a subscription from the nearest one up. */
const Ancestors = z.object({
  chain: z.array(z.object({ name: z.string() })).nullish(),
});
const ancestorsQuery =
  "ResourceContainers | where type =~ 'microsoft.resources/subscriptions' | project id, chain = properties.managementGroupAncestorsChain";
const Pricings = z.object({
  value: z.array(z.object({ name: z.string(), properties: z.object({ pricingTier: z.string() }) })),
});

export const subscriptions: Collector = {
  id: "subscriptions",
  title: "Subscription and Defender plans",
  per: "account",
  produces: ["azure.resources.subscription"],
  permissions: [
    "Microsoft.Resources/subscriptions/read",
    "Microsoft.Security/pricings/read",
    "Microsoft.ResourceGraph/resources/read",
  ],
  collect: async function* (source) {
    const raw = await source.call("Microsoft.Resources", "Subscriptions_Get");
    const pricings = await detail(
      source,
      { service: "Microsoft.Security", operation: "Pricings_List" },
      {},
      Pricings,
    );
    const ancestors = await queryDetail(source, ancestorsQuery, Ancestors);
    const parsed = Subscription.safeParse(raw);
    yield parsed.success
      ? { resources: [normalizeSubscription(parsed.data, pricings, ancestors)], relationships: [] }
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
  pricings: Detail<z.infer<typeof Pricings>>,
  ancestors: Detail<z.infer<typeof Ancestors>[]>,
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
        managementGroups: (ancestors.value?.[0]?.chain ?? []).map(({ name }) => name.toLowerCase()),
        defenderPlans: (pricings.value?.value ?? [])
          .filter(({ properties }) => properties.pricingTier === "Standard")
          .map(({ name }) => name),
      },
      facets: {},
    },
    { "properties.defenderPlans": pricings.unknown, "properties.managementGroups": ancestors.unknown },
  );
}
