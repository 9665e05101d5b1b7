import { z } from "zod";

import type { Scope } from "#lib/domain/connector.ts";
import type { Transport } from "#lib/domain/provider-call.ts";

/** Stands where a call belongs to the tenant and not to one subscription. */
export const tenantAccount = "tenant";

const Subscriptions = z.object({
  value: z.array(z.object({ subscriptionId: z.string(), state: z.string() })),
});

/** Subscriptions that can be read. A disabled one answers no call, and a deleted one is gone. */
export async function subscriptionScopes(transport: Transport, signal: AbortSignal): Promise<Scope[]> {
  const answer = await transport(
    {
      account: tenantAccount,
      region: null,
      service: "Microsoft.Resources",
      operation: "Subscriptions_List",
      input: {},
    },
    signal,
  );
  return Subscriptions.parse(answer)
    .value.filter(({ state }) => state !== "Deleted" && state !== "Disabled")
    .map(({ subscriptionId }) => ({ account: subscriptionId, region: null }));
}
