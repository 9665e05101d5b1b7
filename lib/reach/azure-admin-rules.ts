import type { RouteHop } from "#lib/domain/derived.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { isOfType, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";
import { areAllRead } from "./azure-subscription.ts";
import { holdsFor, type Target } from "./azure-target.ts";
import { hop, verdictOf } from "./hop.ts";
import { askList, asking, type Asked, type ListedRule } from "./rule-list.ts";

type Network = Resource<"azure.network.virtual-network">;
type Rule = Network["properties"]["adminRules"][number];

const actions = { deny: "deny", "pass-on": "next", "always-allow": "allow" } as const;

/**
 * The rules of a network manager, and behind them what the groups say of the ports that are left to them: what it denies
 * ends there, and what it always allows goes past them. learn.microsoft.com/azure/virtual-network-manager/concept-security-admins
 */
export function throughAdminRules(
  graph: ResourceGraph,
  subnet: string | null,
  target: Target,
  groups: (asked: Asked) => RouteHop[],
): RouteHop[] {
  const wanted = asking(target.ports);
  if (subnet === null) return groups(wanted);
  const network = graph.get(subnet.replace(/\/subnets\/[^/]+$/, ""));
  if (!network || !isOfType(network, "azure.network.virtual-network"))
    // A network that is not there, of a subscription whose networks were all read, has no manager to ask of.
    return areAllRead(graph, subnet, "azure.network.virtual-network") ? groups(wanted) : [notCollected];
  const rules = known(() => network.properties.adminRules);
  if (!rules)
    return [hop(network, "unknown", "was not read, so whom its network manager admits is not known")];
  if (rules.length === 0) return groups(wanted);
  const { open, perhaps, left } = askList(rules.map(listed(target)), wanted);
  if (open.length > 0)
    return [hop(network, "open", "always lets any address in, by a rule of its network manager")];
  const behind = groups(left);
  if (left.sure.length + left.doubtful.length === 0)
    return perhaps.length > 0
      ? [inDoubt(network)]
      : [hop(network, "closed", "is shut by a rule of its network manager")];
  const isShut = verdictOf(behind) === "internal";
  // What is left to nobody but in doubt is in doubt behind any group.
  if (isShut ? perhaps.length > 0 : left.sure.length === 0) return [inDoubt(network)];
  return behind;
}

const inDoubt = (network: Network): RouteHop =>
  hop(network, "unknown", "may let any address in, by a rule of its network manager for some");

const listed =
  (target: Target) =>
  ({ action, ports, from, to, sure }: Rule): ListedRule => {
    const holds = from === "anyone" ? holdsFor(to, target) : "no";
    return { action: actions[action], ports, holds: sure || holds === "no" ? holds : "maybe" };
  };

const notCollected: RouteHop = {
  text: "The virtual network it is in was not collected",
  resourceKey: null,
  outcome: "unknown",
};
