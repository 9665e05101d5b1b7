import type { RouteHop } from "#lib/domain/derived.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { isOfType, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";
import { azureGuards } from "./azure-guards.ts";
import { googleGuards } from "./google-guards.ts";
import { hop } from "./hop.ts";
import { isolationHops } from "./isolation.ts";
import { portsMeet } from "./ports.ts";

/** What stands between the internet and a resource's own port, as far as the graph knows it. */
export type NetworkGuards = (resource: Resource) => RouteHop[];

type Guard = { resource: Resource; outcome: "open" | "closed" | "unknown" };

/**
 * Rules that are resources of their own. Only of types whose port they stand before: the security groups of a function
 * or a notebook hold for what it calls, and say nothing about who calls it.
 */
export function networkGuards(graph: ResourceGraph): NetworkGuards {
  const others = [azureGuards(graph), googleGuards(graph)];
  return (resource) => {
    for (const guard of others) {
      const hops = guard(resource);
      if (hops) return hops;
    }
    const ports = awsPortsOf(resource);
    return ports === null ? isolationHops(resource) : awsHops(graph, resource, ports);
  };
}

/** Ports a security group must open for it to be reached; empty where it is not told, and any will do. */
function awsPortsOf(resource: Resource): readonly string[] | null {
  if (isOfType(resource, "aws.elbv2.load-balancer") || isOfType(resource, "aws.rds.database"))
    return known(() => resource.properties.ports) ?? [];
  return resource.type === "aws.ec2.instance" || resource.type === "aws.ecs.service" ? [] : null;
}

function awsHops(graph: ResourceGraph, { key }: Resource, ports: readonly string[]): RouteHop[] {
  const { value: around, gap } = graph.readingGaps(() => graph.follow(key, "in-network"));
  const subnets = around.flatMap((each): Guard[] =>
    isOfType(each, "aws.ec2.subnet") ? [{ resource: each, outcome: outcomeOfSubnet(each, ports) }] : [],
  );
  const groups = around.flatMap((each): Guard[] =>
    isOfType(each, "aws.ec2.security-group")
      ? [{ resource: each, outcome: outcomeOfGroup(each, ports) }]
      : [],
  );
  const wanted = ports.length === 0 ? "any port" : ports.join(", ");
  return [...routed(subnets, gap !== null, wanted), ...admitted(groups, gap !== null, wanted)];
}

/** A network that was not collected is taken to lead to the internet, which can only show danger, never hide it. */
function routed(subnets: readonly Guard[], isPartial: boolean, wanted: string): RouteHop[] {
  const open = subnets.filter(({ outcome }) => outcome === "open").map(({ resource }) => resource);
  const direct = open.find((subnet) => !isInspected(subnet));
  if (direct) return [hop(direct, "open", "is a subnet with a route from the internet")];
  const [first] = subnets;
  if (!first || isPartial || subnets.some(({ outcome }) => outcome === "unknown")) return [];
  const [inspected] = open;
  if (inspected)
    return [
      hop(inspected, "unknown", "is reached from the internet over a firewall, whose rules are not read"),
    ];
  return [hop(first.resource, "closed", `is a subnet to which no way leads from the internet on ${wanted}`)];
}

const isInspected = (subnet: Resource): boolean =>
  isOfType(subnet, "aws.ec2.subnet") && known(() => subnet.properties.inspected) === true;

/** Groups add up: what one admits is admitted. */
function admitted(groups: readonly Guard[], isPartial: boolean, wanted: string): RouteHop[] {
  const open = groups.find(({ outcome }) => outcome === "open");
  if (open) return [hop(open.resource, "open", `admits any address on ${wanted}`)];
  const unknown = groups.find(({ outcome }) => outcome === "unknown");
  if (unknown) return [hop(unknown.resource, "unknown", `was not read, so whom it admits is not known`)];
  const [first] = groups;
  if (isPartial)
    return [{ text: "A security group was not collected", resourceKey: null, outcome: "unknown" }];
  return first ? [hop(first.resource, "closed", `admits no public address on ${wanted}`)] : [];
}

function outcomeOfGroup(
  group: Resource<"aws.ec2.security-group">,
  ports: readonly string[],
): Guard["outcome"] {
  const isOpen = known(() => group.facets.openToInternet);
  if (isOpen === false) return "closed";
  if (isOpen === null) return "unknown";
  if (ports.length === 0) return "open";
  const open = known(() => group.properties.openPorts);
  if (open === null) return "unknown";
  return portsMeet(open, ports) ? "open" : "closed";
}

function outcomeOfSubnet(subnet: Resource<"aws.ec2.subnet">, ports: readonly string[]): Guard["outcome"] {
  const isRouted = known(() => subnet.facets.openToInternet);
  if (isRouted === false) return "closed";
  const open = known(() => subnet.properties.openPorts);
  if (isRouted === null || open === null) return "unknown";
  return portsMeet(open, ports.length === 0 ? ["all"] : ports) ? "open" : "closed";
}
