import { z } from "zod";

import type { Resource } from "#lib/domain/resource.ts";

const strings = z.array(z.string()).default([]);
export const Ports = z
  .array(z.object({ IPProtocol: z.string().optional(), ipProtocol: z.string().optional(), ports: strings }))
  .default([]);
type Ports = z.infer<typeof Ports>;

/** A rule of a network's own. */
export type OwnRule = {
  direction: string;
  disabled: boolean;
  priority: number;
  sourceRanges: readonly string[];
  sourceTags: readonly string[];
  sourceServiceAccounts: readonly string[];
  allowed: Ports;
  denied: Ports;
  targetTags: readonly string[];
  targetServiceAccounts: readonly string[];
};

const Match = z.object({
  srcIpRanges: strings,
  layer4Configs: Ports,
  srcSecureTags: z.array(z.unknown()).default([]),
  srcAddressGroups: strings,
  srcFqdns: strings,
  srcRegionCodes: strings,
  srcThreatIntelligences: strings,
  srcNetworkType: z.string().optional(),
  srcNetworkScope: z.string().optional(),
});
const PolicyRule = z.object({
  action: z.string(),
  direction: z.string().default("INGRESS"),
  disabled: z.boolean().default(false),
  priority: z.number().default(2_147_483_647),
  match: Match.prefault({}),
  targetServiceAccounts: strings,
  targetSecureTags: z.array(z.unknown()).default([]),
  targetResources: strings,
});
type PolicyRule = z.infer<typeof PolicyRule>;

/** `networks.getEffectiveFirewalls`: policies of the organization and its folders, from the top, and of the network. */
export const EffectiveFirewalls = z.object({
  firewallPolicys: z
    .array(z.object({ type: z.string().default("HIERARCHY"), rules: z.array(PolicyRule).default([]) }))
    .default([]),
});
export type EffectiveFirewalls = z.infer<typeof EffectiveFirewalls>;

type Stage = Resource<"gcp.compute.network">["properties"]["inbound"][number];
type Rule = Stage[number];

/**
 * Rules for what comes in, in the order in which Google asks them, by stages: a policy may leave a call to the next one.
 * docs.cloud.google.com/firewall/docs/firewall-policies-overview#rule-evaluation
 */
export function inboundStages(
  own: readonly OwnRule[],
  { firewallPolicys }: EffectiveFirewalls,
  regional: readonly OwnRule[],
  networkLink: string,
  networkFirst: boolean,
): Stage[] {
  const above = firewallPolicys.filter(({ type }) => type.startsWith("HIERARCHY"));
  const beside = firewallPolicys.filter(({ type }) => !type.startsWith("HIERARCHY"));
  const ownStage = inOrder(own).flatMap(ofOwnRule);
  const stagesOf = (policies: typeof firewallPolicys) =>
    policies.map(({ rules }) =>
      rules
        .filter(({ direction, disabled }) => direction === "INGRESS" && !disabled)
        .toSorted((a, b) => a.priority - b.priority)
        .flatMap((rule) => ofPolicyRule(rule, networkLink)),
    );
  const beyond = stagesOf(beside);
  // Which machines are in the region of such a policy is not compared.
  const last = inOrder(regional)
    .flatMap(ofOwnRule)
    .map((rule) => ({ ...rule, sure: false }));
  const stages = [
    ...stagesOf(above),
    ...(networkFirst ? [...beyond, ownStage] : [ownStage, ...beyond]),
    last,
  ];
  return stages.filter((stage) => stage.length > 0);
}

/** Of the same priority, what denies comes first. */
const inOrder = (rules: readonly OwnRule[]): OwnRule[] =>
  rules
    .filter(({ direction, disabled }) => direction === "INGRESS" && !disabled)
    .toSorted((a, b) => a.priority - b.priority || b.denied.length - a.denied.length);

export const isAnywhere = (range: string): boolean => range === "0.0.0.0/0" || range === "::/0";
/** More of the internet than any office has. */
export const isWide = (range: string): boolean =>
  isAnywhere(range) || (/^\d+\.\d+\.\d+\.\d+\/[1-8]$/.test(range) && !range.startsWith("10."));

function ofOwnRule(rule: OwnRule): Rule[] {
  const { sourceRanges, sourceTags, sourceServiceAccounts, allowed, denied } = rule;
  const isOfAll = sourceRanges.length + sourceTags.length + sourceServiceAccounts.length === 0;
  const isAllow = allowed.length > 0;
  if (!isOfAll && !sourceRanges.some(isAllow ? isWide : isAnywhere)) return [];
  return [
    {
      action: isAllow ? "allow" : "deny",
      ports: portsOf(isAllow ? allowed : denied),
      tags: [...rule.targetTags],
      accounts: [...rule.targetServiceAccounts],
      sure: true,
    },
  ];
}

function ofPolicyRule(rule: PolicyRule, networkLink: string): Rule[] {
  const { match, targetResources, targetSecureTags, targetServiceAccounts } = rule;
  if (targetResources.length > 0 && !targetResources.some((one) => sameNetwork(one, networkLink))) return [];
  const action = actionOf(rule.action);
  const isNarrowed = [match.srcSecureTags, match.srcAddressGroups, match.srcFqdns, match.srcRegionCodes]
    .concat(match.srcThreatIntelligences)
    .some((list) => list.length > 0);
  const scope = match.srcNetworkType ?? match.srcNetworkScope ?? "";
  if (["NON_INTERNET", "INTRA_VPC", "VPC_NETWORKS"].includes(scope)) return [];
  const isForAll =
    match.srcIpRanges.length === 0 || match.srcIpRanges.some(action === "deny" ? isAnywhere : isWide);
  if (!isForAll || (isNarrowed && action === "deny")) return [];
  return [
    {
      action,
      ports: portsOf(match.layer4Configs),
      tags: [],
      accounts: targetServiceAccounts,
      // Tags of the resource manager, and who is in a list of addresses, are not read.
      sure: !isNarrowed && targetSecureTags.length === 0,
    },
  ];
}

/** What inspects calls lets them pass. */
const actionOf = (action: string): Rule["action"] => {
  if (action === "deny") return "deny";
  return action === "goto_next" ? "next" : "allow";
};

const sameNetwork = (one: string, other: string): boolean =>
  one.replace(/^.*\/projects\//, "") === other.replace(/^.*\/projects\//, "");

/** As `tcp 443` or `*`. */
function portsOf(list: Ports): string[] {
  if (list.length === 0) return ["*"];
  return list.flatMap(({ IPProtocol, ipProtocol, ports }) => {
    const protocol = (IPProtocol ?? ipProtocol ?? "all").toLowerCase();
    if (protocol === "all") return ["*"];
    // Others by their number have no ports.
    const name = protocolNames[protocol] ?? protocol.replace(/^\d/, "ip$&");
    return ports.length === 0 ? [name] : ports.map((port) => `${name} ${port}`);
  });
}

const protocolNames: Readonly<Record<string, string>> = { "6": "tcp", "17": "udp", "1": "icmp" };
