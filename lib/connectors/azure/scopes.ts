import { z } from "zod";

import type { Scope } from "#lib/domain/connector.ts";
import { ConnectionError, type Transport } from "#lib/domain/provider-call.ts";

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
  const subscriptions = Subscriptions.safeParse(answer);
  if (!subscriptions.success)
    throw new ConnectionError(
      "What answered the question for subscriptions is not Azure.",
      "Check the cloud of this connection and any proxy between Nacre and management.azure.com.",
    );
  return subscriptions.data.value
    .filter(({ state }) => state !== "Deleted" && state !== "Disabled")
    .map(({ subscriptionId }) => ({ account: subscriptionId, region: null }));
}
