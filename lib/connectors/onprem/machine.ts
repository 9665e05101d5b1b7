import type { Batch } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { withUnknown } from "../normalized.ts";
import { isPrivateAddress } from "../outbound-addresses.ts";
import { untold } from "../rest/facts.ts";
import type { Target } from "./inventory.ts";
import { machineKey } from "./names.ts";
import type { FoundServer } from "./read-server.ts";

/** The machine that servers of one name run on: what other resources' settings call by its host name. */
export function normalizeMachine(
  site: string,
  host: string,
  addresses: readonly string[],
  servers: readonly FoundServer[],
  publicNetwork: FoundServer["publicNetwork"],
): Batch {
  const resource: Resource<"onprem.machine"> = {
    key: machineKey(site, host),
    type: "onprem.machine",
    name: host,
    account: site,
    region: null,
    tags: servers[0]?.tags ?? {},
    properties: {
      addresses: [...addresses],
      engines: [...new Set(servers.map(({ engine }) => engine.kind))].toSorted(),
    },
    facets: {
      publicNetwork: publicNetwork.value,
      authentication: weakestOf(servers),
      secretVariables: [],
      privateNetwork: true,
      hosts: [host],
      calledHosts: [],
    },
  };
  const inside = (what: string) => untold("host:resolve", `What answers on a machine does not say ${what}`);
  return {
    resources: [
      withUnknown(resource, {
        "facets.publicNetwork": publicNetwork.unknown,
        "facets.authentication": servers.find(({ access }) => access.unknown)?.access.unknown ?? null,
        "facets.secretVariables": inside("what its processes are given"),
        "facets.calledHosts": inside("what its processes call"),
      }),
    ],
    relationships: [],
  };
}

function weakestOf(servers: readonly FoundServer[]): "none" | "key" | "identity" | "unreachable" {
  const asked = servers.map(({ access }) => access.authentication);
  if (asked.length === 0) return "unreachable";
  if (asked.includes("none")) return "none";
  return asked.includes("key") ? "key" : "identity";
}

/**
 * Whether strangers reach it from the internet: as the user says, else no where every address is private. From a public
 * address nothing follows, since no call from here passes the firewall as a stranger would.
 */
export function publicNetworkOf(
  exposure: Target["exposure"],
  addresses: readonly string[],
): { value: boolean; unknown: Unknown | null } {
  if (exposure !== null) return { value: exposure === "public", unknown: null };
  if (addresses.length > 0 && addresses.every(isPrivateAddress)) return { value: false, unknown: null };
  return {
    value: false,
    unknown: untold(
      "host:resolve",
      "It has a public address, and no call tells whether a firewall keeps strangers out: write public or internal beside it in the list",
    ),
  };
}
