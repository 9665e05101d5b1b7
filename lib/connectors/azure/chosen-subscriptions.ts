import { z } from "zod";

import { ConnectionError, ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { tenantAccount } from "./scopes.ts";

const Descendants = z.object({
  value: z.array(z.object({ id: z.string(), type: z.string(), name: z.string() })),
});

export const idsIn = (text: string | undefined): string[] =>
  (text ?? "").split(",").flatMap((id) => id.trim().toLowerCase() || []);

/**
 * Ids of the subscriptions a connection is narrowed to: those named, and those beneath the management groups named,
 * as they are today. None means all that can be read. Throws `ConnectionError`.
 */
export async function chosenSubscriptions(
  transport: Transport,
  named: { subscriptionIds?: string | undefined; managementGroupIds?: string | undefined },
  signal: AbortSignal,
): Promise<string[]> {
  const groups = idsIn(named.managementGroupIds);
  const beneath = new Set(idsIn(named.subscriptionIds));
  for (const group of groups)
    for (const id of await subscriptionsBeneath(transport, group, signal)) beneath.add(id);
  if (groups.length > 0 && beneath.size === 0)
    throw new ConnectionError(
      `No subscription is beneath ${groups.join(", ")}.`,
      "Move subscriptions into the management group, or name another.",
    );
  return [...beneath];
}

async function subscriptionsBeneath(
  transport: Transport,
  groupId: string,
  signal: AbortSignal,
): Promise<string[]> {
  const call = {
    account: tenantAccount,
    region: null,
    service: "Microsoft.Management",
    operation: "ManagementGroups_ListDescendants",
    input: { groupId },
  };
  try {
    const { value } = Descendants.parse(await transport(call, signal));
    return value
      .filter(({ type }) => type.toLowerCase().endsWith("/subscriptions"))
      .map(({ name }) => name.toLowerCase());
  } catch (error) {
    signal.throwIfAborted();
    throw refusalOf(error, groupId);
  }
}

function refusalOf(error: unknown, groupId: string): unknown {
  if (!(error instanceof ProviderError)) return error;
  if (error.reason === "not-found")
    return new ConnectionError(
      `There is no management group ${groupId} that the application may see.`,
      "Write its id as under Management groups in the portal, not its display name.",
    );
  if (error.reason === "denied")
    return new ConnectionError(
      `The application may not read what is beneath the management group ${groupId}.`,
      "Assign the custom role of step 3 on the management group.",
    );
  return error;
}
