import { BlockList, isIP } from "node:net";

import type { RouteHop } from "#lib/domain/derived.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { isOfType, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";
import { hop, verdictOf } from "./hop.ts";
import { admits, type ListedRule } from "./rule-list.ts";

type Group = Resource<"azure.network.security-group">;
type Rule = Group["properties"]["inbound"][number];
type Machine = Resource<"azure.compute.virtual-machine">;
/** What a call arrives at; where its address is not told, a rule for some addresses may be one for it. */
type Target = { ports: readonly string[]; address: string | null; applicationGroups: readonly string[] };

/** Null of what no security group of Azure's stands before. */
export function azureGuards(graph: ResourceGraph): (resource: Resource) => RouteHop[] | null {
  const groups = new Map(
    graph
      .all("azure.network.security-group")
      .flatMap((group) =>
        (known(() => group.properties.subnetKeys) ?? []).map((subnet) => [subnet, group] as const),
      ),
  );
  const ofSubnet = (subnet: string, target: Target): RouteHop[] => {
    const group = groups.get(subnet);
    if (group) return [hopOf(group, target)];
    return isRead(graph, subnet) ? [] : [notRead];
  };
  return (resource) => {
    if (isOfType(resource, "azure.network.web-gateway")) {
      const target = { ports: resource.properties.ports, address: null, applicationGroups: [] };
      return resource.properties.subnetKeys.flatMap((subnet) => ofSubnet(subnet, target));
    }
    if (
      isOfType(resource, "azure.machine-learning.compute-instance") ||
      isOfType(resource, "azure.machine-learning.compute-cluster")
    ) {
      const subnet = known(() => resource.properties.subnetKey);
      return subnet ? ofSubnet(subnet, { ports: [], address: null, applicationGroups: [] }) : [];
    }
    return isOfType(resource, "azure.compute.virtual-machine")
      ? machineHops(graph, resource, ofSubnet)
      : null;
  };
}

const openFirst = ["anyone", "credential", "unknown", "internal"] as const;

/** The group of the subnet and that of the interface must both let a call in. One way that is open is enough. */
function machineHops(
  graph: ResourceGraph,
  machine: Machine,
  ofSubnet: (subnet: string, target: Target) => RouteHop[],
): RouteHop[] {
  const ways = (known(() => machine.properties.interfaces) ?? []).flatMap(
    ({ subnetKey, groupKey, address, applicationGroups, ways: own }) =>
      own.map(({ via, basic, ports }): RouteHop[] => {
        const target = { ports, address, applicationGroups };
        const layers = [
          ...(subnetKey === null ? [] : ofSubnet(subnetKey, target)),
          ...(groupKey === null ? [] : [ofInterface(graph, groupKey, target)]),
        ];
        const arrival = hop(machine, "open", `is reached over ${via}`);
        return layers.length > 0 ? [arrival, ...layers] : [hop(machine, ...withoutGroup(basic, via))];
      }),
  );
  const [best] = ways.toSorted((a, b) => openFirst.indexOf(verdictOf(a)) - openFirst.indexOf(verdictOf(b)));
  return best ?? [];
}

/** learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses#sku */
const withoutGroup = (isBasic: boolean, via: string): [RouteHop["outcome"], string] =>
  isBasic
    ? ["open", `is reached over ${via}, before which no security group stands`]
    : ["closed", `has ${via}, which lets nobody in as long as no security group does`];

function ofInterface(graph: ResourceGraph, groupKey: string, target: Target): RouteHop {
  const group = graph.get(groupKey);
  return group && isOfType(group, "azure.network.security-group") ? hopOf(group, target) : notRead;
}

function hopOf(group: Group, target: Target): RouteHop {
  const wanted = target.ports.length === 0 ? "any port" : target.ports.join(", ");
  const inbound = known(() => group.properties.inbound);
  if (inbound === null) return hop(group, "unknown", "was not read, so whom it admits is not known");
  const admitted = admits(inbound.map(listed(target, false)), target.ports);
  if (admitted === "open") return hop(group, "open", `admits any address on ${wanted}`);
  if (admitted === "unknown")
    return hop(group, "unknown", `may admit any address on ${wanted}, by a rule for some addresses`);
  // From its service tag alone, a call may come through a Front Door of anybody's: only its id in a header tells.
  if (admits(inbound.map(listed(target, true)), target.ports) !== "closed")
    return hop(group, "unknown", `admits Front Door on ${wanted}, and a stranger may set one up, too`);
  return hop(group, "closed", `admits no public address on ${wanted}`);
}

const listed =
  (target: Target, isFrontDoor: boolean) =>
  ({ allows, ports, from, to }: Rule): ListedRule => ({
    allows,
    ports,
    holds: from === "anyone" || isFrontDoor ? holdsFor(to, target) : "no",
  });

/** A rule names addresses as they are behind the public one, or groups of interfaces. */
function holdsFor(to: Rule["to"], { address, applicationGroups }: Target): ListedRule["holds"] {
  if (to.includes("*")) return "yes";
  const groups = to.filter((name) => name.startsWith("/"));
  const ranges = to.filter((name) => !name.startsWith("/"));
  if (groups.some((key) => applicationGroups.includes(key))) return "yes";
  if (ranges.length === 0) return "no";
  if (address === null || ranges.some((range) => !isRange(range))) return "maybe";
  return ranges.some((range) => contains(range, address)) ? "yes" : "no";
}

/** Tags of Azure's services, and ranges from one address to another, are none. */
const isRange = (text: string): boolean => isIP(text.split("/")[0] ?? "") !== 0;

function contains(range: string, address: string): boolean {
  const [network = "", bits] = range.split("/");
  const family = isIP(network) === 6 ? "ipv6" : "ipv4";
  const list = new BlockList();
  try {
    list.addSubnet(network, Number(bits ?? (family === "ipv6" ? 128 : 32)), family);
  } catch {
    return false;
  }
  return isIP(address) === isIP(network) && list.check(address, family);
}

/** A subnet has no group, and lets everybody in, only where all groups of its subscription were read. */
function isRead(graph: ResourceGraph, subnet: string): boolean {
  const subscription = /^\/subscriptions\/([^/]+)\//.exec(subnet)?.[1] ?? "";
  return !graph.gaps.some(
    ({ account, produces }) => account === subscription && produces.includes("azure.network.security-group"),
  );
}

const notRead: RouteHop = {
  text: "The security group before it was not collected",
  resourceKey: null,
  outcome: "unknown",
};
