import { defineConnector } from "#lib/domain/connector.ts";
import { ConnectionError } from "#lib/domain/provider-call.ts";
import { outboundAddresses, type OutboundAddresses } from "../outbound-addresses.ts";
import { openClient } from "./client.ts";
import { OnPremisesCredentials } from "./credentials.ts";
import { parseKeys } from "./endpoint-keys.ts";
import { resolveHost } from "./host-probe.ts";
import { parseInventory, type Target } from "./inventory.ts";
import { listScopes } from "./scopes.ts";
import { servers } from "./servers.ts";
import { setupSteps } from "./setup.ts";

export default defineConnector({
  id: "onprem",
  title: "On premises",
  credentials: OnPremisesCredentials,
  connect: async ({ site, endpoints, certificateAuthority, keys }) => {
    const targets = parseInventory(endpoints);
    const addresses = outboundAddresses(process.env["NACRE_PRIVATE_NETWORKS"] ?? "");
    await assertSomeMayBeReached(targets, addresses);
    return openClient({
      site,
      targets,
      keys: parseKeys(keys ?? ""),
      ca: certificateAuthority?.trim() || undefined,
      addresses,
    });
  },
  scopes: listScopes,
  collectors: [servers],
  setup: setupSteps,
});

/** One machine that may not be called is a gap; where none may be, it is the setting that is missing. */
async function assertSomeMayBeReached(
  targets: readonly Target[],
  { mayReach }: OutboundAddresses,
): Promise<void> {
  const call = { account: "-", region: null, service: "host", operation: "resolve", input: {} };
  const found = await Promise.all(
    targets.map(({ host }) =>
      resolveHost(host, call).then(
        ({ addresses }) => addresses,
        () => [],
      ),
    ),
  );
  const known = found.flat();
  if (known.length === 0)
    throw new ConnectionError(
      "None of the names in the list has an address.",
      "Check the names, and that the worker asks the name server that knows them.",
    );
  if (!known.some(mayReach))
    throw new ConnectionError(
      `All of them are at private addresses, such as ${known[0]}, which Nacre does not call unasked.`,
      "Set NACRE_PRIVATE_NETWORKS of the worker to the networks it may call, like 10.20.0.0/16, and start it anew. Link-local addresses are never called.",
    );
}
