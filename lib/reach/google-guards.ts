import type { RouteHop } from "#lib/domain/derived.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { isOfType, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";
import { hop } from "./hop.ts";
import { admitted, outcomeOf, asking, type ListedRule } from "./rule-list.ts";

type Network = Resource<"gcp.compute.network">;
type Rule = Network["properties"]["inbound"][number][number];
type Machine = Resource<"gcp.notebooks.instance"> | Resource<"gcp.compute.instance">;

const isMachine = (resource: Resource): resource is Machine =>
  isOfType(resource, "gcp.notebooks.instance") || isOfType(resource, "gcp.compute.instance");

/** Firewall rules of the networks a machine is in. Null of what none of them stands before. */
export function googleGuards(graph: ResourceGraph): (resource: Resource) => RouteHop[] | null {
  return (resource) => {
    if (!isMachine(resource)) return null;
    return networkHops(graph, resource, []);
  };
}

/** What is passed on as it came meets the rules of the machine's network, on the ports that are passed on. */
export function packetHops(graph: ResourceGraph, from: Resource, to: Resource): RouteHop[] {
  if (!isOfType(from, "gcp.compute.backend-service") || !isOfType(to, "gcp.compute.instance")) return [];
  const ports = known(() => from.properties.passesPorts);
  return ports ? networkHops(graph, to, ports) : [];
}

function networkHops(graph: ResourceGraph, machine: Machine, ports: readonly string[]): RouteHop[] {
  const { value: around, gap } = graph.readingGaps(() => graph.follow(machine.key, "in-network"));
  const hops = around.flatMap((each) =>
    isOfType(each, "gcp.compute.network") ? [hopOf(each, machine, ports)] : [],
  );
  // With an interface in each of several networks, one that lets callers in is enough.
  const open = hops.find(({ outcome }) => outcome === "open");
  if (open) return [open];
  if (gap !== null) return [notCollected];
  return hops
    .filter(({ outcome }) => outcome === "unknown")
    .concat(hops)
    .slice(0, 1);
}

const notCollected: RouteHop = {
  text: "A network it is in was not collected",
  resourceKey: null,
  outcome: "unknown",
};

function hopOf(network: Network, machine: Machine, ports: readonly string[]): RouteHop {
  const stages = known(() => network.properties.inbound);
  if (!stages) return hop(network, "unknown", "was not read, so whom its rules admit is not known");
  const tags = known(() => machine.properties.networkTags);
  const account = known(() => machine.properties.serviceAccount);
  const found = admitted(
    stages.map((stage) =>
      stage.map(({ action, ports: named, ...rule }): ListedRule => ({
        action,
        ports: named,
        holds: holdsFor(rule, tags, account),
      })),
    ),
    asking(ports),
  );
  const outcome = outcomeOf(found);
  if (outcome === "open") return hop(network, "open", `admits any address to ${machine.name}`);
  return outcome === "unknown"
    ? hop(network, "unknown", `may admit any address to ${machine.name}, by a rule for some machines`)
    : hop(network, "closed", `admits no public address to ${machine.name}`);
}

/** A rule for named machines holds for those that have one of its tags, or run as one of its accounts. */
function holdsFor(
  { tags, accounts, sure }: Omit<Rule, "action" | "ports">,
  own: readonly string[] | null,
  account: string | null,
): ListedRule["holds"] {
  const doubtful = sure ? "yes" : "maybe";
  if (tags.length === 0 && accounts.length === 0) return doubtful;
  if (own?.some((tag) => tags.includes(tag)) || (account !== null && accounts.includes(account)))
    return doubtful;
  return (own === null && tags.length > 0) || (account === null && accounts.length > 0) ? "maybe" : "no";
}
