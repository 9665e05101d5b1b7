import { z } from "zod";

import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { armKey, placeOf, type ArmRow } from "./arm.ts";
import { isWideRange } from "./network-access.ts";
import { collectorOfType } from "./row-collector.ts";

const texts = z.array(z.string()).nullish();
const Rule = z.object({
  name: z.string(),
  properties: z.object({
    access: z.string(),
    direction: z.string(),
    priority: z.number().nullish(),
    protocol: z.string().nullish(),
    sourceAddressPrefix: z.string().nullish(),
    sourceAddressPrefixes: texts,
    destinationAddressPrefix: z.string().nullish(),
    destinationAddressPrefixes: texts,
    destinationApplicationSecurityGroups: z.array(z.object({ id: z.string() })).nullish(),
    destinationPortRange: z.string().nullish(),
    destinationPortRanges: texts,
  }),
});
type Rule = z.infer<typeof Rule>["properties"];
const Properties = z.object({
  securityRules: z.array(Rule).nullish(),
  subnets: z.array(z.object({ id: z.string() })).nullish(),
  networkInterfaces: z.array(z.object({ id: z.string() })).nullish(),
});
type SecurityGroup = ArmRow<z.infer<typeof Properties>>;

export const networkSecurityGroups = collectorOfType({
  id: "network-security-groups",
  title: "Network security groups",
  type: "microsoft.network/networksecuritygroups",
  properties: Properties,
  produces: ["azure.network.security-group", "governed-by"],
  permissions: ["Microsoft.Network/networkSecurityGroups/read"],
  read: (row, source) => {
    const resource = normalizeSecurityGroup(row, source.scope.account);
    return {
      resources: [resource],
      relationships: networksOf(row).map((from): Relationship => ({
        from,
        kind: "governed-by",
        to: resource.key,
      })),
    };
  },
});

/** A subnet is part of its network, which is the resource. */
const networksOf = ({ properties }: SecurityGroup): string[] => [
  ...new Set((properties.subnets ?? []).map(({ id }) => armKey(id).replace(/\/subnets\/[^/]+$/, ""))),
];

const both = (one: string | null | undefined, more: readonly string[] | null | undefined): string[] => [
  ...(one ? [one] : []),
  ...(more ?? []),
];
const sourcesOf = (rule: Rule): string[] => both(rule.sourceAddressPrefix, rule.sourceAddressPrefixes);
/** Ranges that are wide and hold nobody of the internet. */
const ownRanges = new Set(["10.0.0.0/8", "127.0.0.0/8"]);
const fromInternet = (rule: Rule): boolean =>
  sourcesOf(rule).some((source) => isWideRange(source) && !ownRanges.has(source));
const toInternet = (rule: Rule): boolean =>
  both(rule.destinationAddressPrefix, rule.destinationAddressPrefixes).some(isWideRange);
const portsOf = (rule: Rule): string[] => both(rule.destinationPortRange, rule.destinationPortRanges);

/** Ports a web front is expected to answer at. */
const webPorts = new Set(["80", "443"]);

export function normalizeSecurityGroup(
  row: SecurityGroup,
  account: string,
): Resource<"azure.network.security-group"> {
  const rules = (row.properties.securityRules ?? [])
    .map(({ properties }) => properties)
    .toSorted((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
  const inbound = rules.filter(({ direction }) => direction === "Inbound");
  const openPorts = openPortsOf(inbound);
  // Azure lets everything out unless a rule before its own says otherwise.
  const outbound = rules.find(
    (rule) => rule.direction === "Outbound" && toInternet(rule) && portsOf(rule).includes("*"),
  );
  return {
    ...placeOf(row, account),
    type: "azure.network.security-group",
    properties: {
      openPorts,
      openAdminPorts: openPorts.filter((port) => !webPorts.has(port)),
      inbound: inbound.flatMap(forStrangers),
      subnetKeys: (row.properties.subnets ?? []).map(({ id }) => armKey(id)),
      subnetCount: row.properties.subnets?.length ?? 0,
      interfaceCount: row.properties.networkInterfaces?.length ?? 0,
    },
    facets: {
      openToInternet: openPorts.length > 0,
      unrestrictedEgress: outbound?.access !== "Deny",
    },
  };
}

const everybody = new Set(["*", "any", "internet", "0.0.0.0/0", "::/0"]);
const halves = ["0.0.0.0/1", "128.0.0.0/1"];
const frontDoor = "azurefrontdoor.backend";

/**
 * A rule for strangers, as learn.microsoft.com/azure/virtual-network/network-security-groups-overview tells them: what
 * it denies to some it does not deny to all. Azure's own rules, which come last, let no stranger in.
 */
export function forStrangers(rule: Rule): Resource<"azure.network.security-group">["properties"]["inbound"] {
  const sources = sourcesOf(rule).map((source) => source.toLowerCase());
  const isForAll =
    sources.some((source) => everybody.has(source)) || halves.every((half) => sources.includes(half));
  const allows = rule.access === "Allow";
  const told = { allows, ports: protocolPorts(rule), to: destinationsOf(rule) };
  if (allows ? fromInternet(rule) : isForAll) return [{ ...told, from: "anyone" }];
  return sources.includes(frontDoor) ? [{ ...told, from: "front-doors" }] : [];
}

function protocolPorts(rule: Rule): string[] {
  const protocol = (rule.protocol ?? "*").toLowerCase();
  return portsOf(rule).map((port) => (protocol === "*" ? port : `${protocol} ${port}`));
}

const destinationsOf = (rule: Rule): string[] => {
  const groups = (rule.destinationApplicationSecurityGroups ?? []).map(({ id }) => armKey(id));
  const prefixes = both(rule.destinationAddressPrefix, rule.destinationAddressPrefixes);
  const named = [...prefixes, ...groups];
  // The tag of the network holds whatever a security group can stand before.
  const isAll =
    named.length === 0 ||
    prefixes.some((prefix) => ["*", "any", "virtualnetwork"].includes(prefix.toLowerCase()));
  return isAll ? ["*"] : named;
};

/** Ports that a rule opens to any address and no rule before it closes for all of them. */
function openPortsOf(inbound: readonly Rule[]): string[] {
  const open = new Set<string>();
  const closed = new Set<string>();
  for (const rule of inbound.filter(fromInternet))
    for (const port of portsOf(rule)) {
      if (closed.has("*") || closed.has(port)) continue;
      if (rule.access === "Allow") open.add(port);
      else closed.add(port);
    }
  return [...open].toSorted();
}
