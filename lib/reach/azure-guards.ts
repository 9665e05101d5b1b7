import { BlockList, isIP } from "node:net";

import type { RouteHop } from "#lib/domain/derived.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { isOfType, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";
import { hop, verdictOf } from "./hop.ts";
import { admitted, asking, outcomeOf, type Asked, type ListedRule } from "./rule-list.ts";

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
  const bySubnet: SubnetGroup = (subnet) => groups.get(subnet) ?? (isRead(graph, subnet) ? null : "unread");
  const ofSubnet = (subnet: string, target: Target) => through([bySubnet(subnet)], target);
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
      ? machineHops(graph, resource, bySubnet)
      : null;
  };
}

/** Null where the subnet has none. */
type SubnetGroup = (subnet: string) => Group | "unread" | null;

const openFirst = ["anyone", "credential", "unknown", "internal"] as const;

/** The group of the subnet and that of the interface must both let a call in. One way that is open is enough. */
function machineHops(graph: ResourceGraph, machine: Machine, bySubnet: SubnetGroup): RouteHop[] {
  const ways = (known(() => machine.properties.interfaces) ?? []).flatMap(
    ({ subnetKey, groupKey, address, applicationGroups, ways: own }) =>
      own.map(({ via, basic, ports }): RouteHop[] => {
        const groups = [
          subnetKey === null ? null : bySubnet(subnetKey),
          groupKey === null ? null : ofInterface(graph, groupKey),
        ];
        const layers = through(groups, { ports, address, applicationGroups });
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

function ofInterface(graph: ResourceGraph, groupKey: string): Group | "unread" {
  const group = graph.get(groupKey);
  return group && isOfType(group, "azure.network.security-group") ? group : "unread";
}

/** A call passes where one and the same port passes every group. */
function through(groups: readonly (Group | "unread" | null)[], target: Target): RouteHop[] {
  let asked = asking(target.ports);
  return groups.flatMap((group): RouteHop[] => {
    if (group === null) return [];
    if (group === "unread") return [notRead];
    const { told, passed } = ask(group, target, asked);
    // Where nothing passed for certain, the hop that says so is doubt enough.
    asked = passed.sure.length > 0 ? passed : { sure: passed.doubtful, doubtful: [] };
    return [told];
  });
}

function ask(group: Group, target: Target, asked: Asked): { told: RouteHop; passed: Asked } {
  const wanted = target.ports.length === 0 ? "any port" : target.ports.join(", ");
  const inbound = known(() => group.properties.inbound);
  if (!inbound)
    return { told: hop(group, "unknown", "was not read, so whom it admits is not known"), passed: asked };
  const { open: sure, perhaps: doubtful } = admitted([inbound.map(listed(target, false))], asked);
  const outcome = outcomeOf({ open: sure, perhaps: doubtful });
  const words = {
    open: `admits any address on ${wanted}`,
    unknown: `may admit any address on ${wanted}, by a rule for some addresses`,
  };
  if (outcome !== "closed") return { told: hop(group, outcome, words[outcome]), passed: { sure, doubtful } };
  // From its service tag alone, a call may come through a Front Door of anybody's: only its id in a header tells.
  const byDoor = admitted([inbound.map(listed(target, true))], asked);
  const passed = { sure: byDoor.open, doubtful: byDoor.perhaps };
  return outcomeOf(byDoor) === "closed"
    ? { told: hop(group, "closed", `admits no public address on ${wanted}`), passed }
    : {
        told: hop(group, "unknown", `admits Front Door on ${wanted}, and a stranger may set one up, too`),
        passed,
      };
}

const listed =
  (target: Target, isFrontDoor: boolean) =>
  ({ allows, ports, from, to }: Rule): ListedRule => ({
    action: allows ? "allow" : "deny",
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
