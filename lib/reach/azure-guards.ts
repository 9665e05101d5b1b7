import type { RouteHop } from "#lib/domain/derived.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { isOfType, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";
import { throughAdminRules } from "./azure-admin-rules.ts";
import { areAllRead } from "./azure-subscription.ts";
import { holdsFor, type Target } from "./azure-target.ts";
import { hop, verdictOf } from "./hop.ts";
import { admitted, asking, outcomeOf, type Asked, type ListedRule } from "./rule-list.ts";

type Group = Resource<"azure.network.security-group">;
type Rule = Group["properties"]["inbound"][number];
type Machine = Resource<"azure.compute.virtual-machine">;

/** Null of what no security group of Azure's stands before. */
export function azureGuards(graph: ResourceGraph): (resource: Resource) => RouteHop[] | null {
  const groups = new Map(
    graph
      .all("azure.network.security-group")
      .flatMap((group) =>
        (known(() => group.properties.subnetKeys) ?? []).map((subnet) => [subnet, group] as const),
      ),
  );
  // A subnet has no group, and lets everybody in, only where all groups of its subscription were read.
  const bySubnet: SubnetGroup = (subnet) =>
    groups.get(subnet) ?? (areAllRead(graph, subnet, "azure.network.security-group") ? null : "unread");
  const ofSubnet = (subnet: string, target: Target, asked = asking(target.ports)) =>
    through([bySubnet(subnet)], target, asked);
  return (resource) => {
    // Rules of a network manager are not put on the subnet of a gateway.
    if (isOfType(resource, "azure.network.web-gateway")) {
      const target = { ports: resource.properties.ports, address: null, applicationGroups: [] };
      return resource.properties.subnetKeys.flatMap((subnet) => ofSubnet(subnet, target));
    }
    if (
      isOfType(resource, "azure.machine-learning.compute-instance") ||
      isOfType(resource, "azure.machine-learning.compute-cluster")
    ) {
      const subnet = known(() => resource.properties.subnetKey);
      const target = { ports: [], address: null, applicationGroups: [] };
      return subnet
        ? throughAdminRules(graph, subnet, target, (asked) => ofSubnet(subnet, target, asked))
        : [];
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
        const target = { ports, address, applicationGroups };
        const layers = throughAdminRules(graph, subnetKey, target, (asked) => {
          const told = through(groups, target, asked);
          return told.length > 0 ? told : [hop(machine, ...withoutGroup(basic, via))];
        });
        return [hop(machine, "open", `is reached over ${via}`), ...layers];
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
function through(groups: readonly (Group | "unread" | null)[], target: Target, wanted: Asked): RouteHop[] {
  let asked = wanted;
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

const notRead: RouteHop = {
  text: "The security group before it was not collected",
  resourceKey: null,
  outcome: "unknown",
};
