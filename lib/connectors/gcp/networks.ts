import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { EffectiveFirewalls, inboundStages, isAnywhere, Ports } from "./firewall-rules.ts";
import { assetOf, assetPermissions, assetsCall, listAssets } from "./assets.ts";
import { keyOf } from "./names.ts";
import { detail, type Detail } from "./detail.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";

const ranges = z.array(z.string()).default([]);
const Network = assetOf(
  z.object({
    name: z.string(),
    selfLink: z.string(),
    networkFirewallPolicyEnforcementOrder: z.string().default("AFTER_CLASSIC_FIREWALL"),
  }),
);
type Network = z.infer<typeof Network>;
const targets = { targetTags: ranges, targetServiceAccounts: ranges };
const Firewall = assetOf(
  z.object({
    name: z.string(),
    network: z.string(),
    direction: z.string().default("INGRESS"),
    disabled: z.boolean().default(false),
    priority: z.number().default(1000),
    sourceRanges: ranges,
    sourceTags: ranges,
    sourceServiceAccounts: ranges,
    destinationRanges: ranges,
    allowed: Ports,
    denied: Ports,
    ...targets,
  }),
);
/** Rules of a policy that networks share, each saying in one list what a rule of its own says in two. */
const FirewallPolicy = assetOf(
  z.object({
    region: z.string().optional(),
    associations: z.array(z.object({ attachmentTarget: z.string().default("") })).default([]),
    rules: z
      .array(
        z.object({
          ruleName: z.string().default("a rule of a policy"),
          action: z.string(),
          direction: z.string().default("INGRESS"),
          disabled: z.boolean().default(false),
          priority: z.number().default(1000),
          match: z.object({ srcIpRanges: ranges, destIpRanges: ranges, layer4Configs: Ports }).prefault({}),
          targetServiceAccounts: ranges,
          targetSecureTags: z.array(z.unknown()).default([]),
        }),
      )
      .default([]),
  }),
);
export type FirewallRule = z.infer<typeof Firewall>["resource"]["data"];
const Subnetwork = assetOf(
  z.object({
    network: z.string(),
    purpose: z.string().optional(),
    enableFlowLogs: z.boolean().optional(),
    logConfig: z.object({ enable: z.boolean().default(false) }).optional(),
  }),
);
export type Subnet = z.infer<typeof Subnetwork>["resource"]["data"];

const host = "compute.googleapis.com";
const types = {
  network: `${host}/Network`,
  firewall: `${host}/Firewall`,
  policy: `${host}/FirewallPolicy`,
  subnetwork: `${host}/Subnetwork`,
};

export const networks: Collector = {
  id: "networks",
  title: "VPC networks and firewall rules",
  per: "account",
  produces: ["gcp.compute.network"],
  permissions: [...assetPermissions, "compute.networks.getEffectiveFirewalls"],
  collect: async function* (source) {
    const found = new Map<string, unknown[]>();
    for await (const page of listAssets(source, ...Object.values(types)))
      for (const raw of page) {
        const { assetType } = z.looseObject({ assetType: z.string() }).parse(raw);
        found.set(assetType, [...(found.get(assetType) ?? []), raw]);
      }
    const rules = z.array(Firewall).parse(found.get(types.firewall) ?? []);
    const policies = z.array(FirewallPolicy).parse(found.get(types.policy) ?? []);
    const subnets = z.array(Subnetwork).parse(found.get(types.subnetwork) ?? []);
    const raws = found.get(types.network) ?? [];
    const effective = new Map<unknown, Detail<EffectiveFirewalls>>();
    for (const raw of raws) {
      const { data } = Network.safeParse(raw);
      if (data)
        effective.set(
          raw,
          await detail(source, call, { network: data.resource.data.name }, EffectiveFirewalls),
        );
    }
    yield normalizeEach(assetsCall, raws, (raw) =>
      normalizeNetwork(
        raw,
        {
          own: rules.map(({ resource }) => resource.data),
          shared: policies.flatMap(toRules),
          regional: policies.filter(({ resource }) => resource.data.region).flatMap(toRules),
          effective: effective.get(raw) ?? { value: null, unknown: null },
        },
        subnets.map(({ resource }) => resource.data),
        source.scope,
      ),
    );
  },
};

/** What the organization and its folders decide, and in which order, only the network itself tells. */
const call = { service: "compute", operation: "networks.getEffectiveFirewalls" };

/** `…/projects/p/global/networks/n` or the same as a link, as a key. */
export function networkKey(link: string | null | undefined, account: string): string | null {
  const name = /(?:^|\/)networks\/([^/]+)$/.exec(link ?? "")?.[1];
  if (name === undefined) return null;
  const project = /(?:^|\/)projects\/([^/]+)\//.exec(link ?? "")?.[1] ?? account;
  return keyOf("compute", `projects/${/^\d+$/.test(project) ? account : project}/global/networks/${name}`);
}

const toRules = ({ resource }: z.infer<typeof FirewallPolicy>): FirewallRule[] =>
  resource.data.associations.flatMap(({ attachmentTarget: network }) =>
    resource.data.rules.map(({ ruleName, action, match, targetSecureTags, ...rule }) => ({
      ...rule,
      name: ruleName,
      network,
      sourceRanges: match.srcIpRanges,
      sourceTags: [],
      sourceServiceAccounts: [],
      destinationRanges: match.destIpRanges,
      allowed: action === "allow" ? match.layer4Configs : [],
      denied: action === "deny" ? match.layer4Configs : [],
      targetTags: targetSecureTags.map(String),
    })),
  );

export type NetworkRules = {
  own: readonly FirewallRule[];
  shared: readonly FirewallRule[];
  regional: readonly FirewallRule[];
  effective: Detail<EffectiveFirewalls>;
};

export function normalizeNetwork(
  raw: unknown,
  { own: ownRules, shared, regional, effective }: NetworkRules,
  subnets: readonly Subnet[],
  { account }: Scope,
): Batch {
  const { name, selfLink, networkFirewallPolicyEnforcementOrder: order } = Network.parse(raw).resource.data;
  const key =
    networkKey(selfLink, account) ?? keyOf("compute", `projects/${account}/global/networks/${name}`);
  const isOwn = ({ network }: { network: string }) => networkKey(network, account) === key;
  const active = [...ownRules, ...shared].filter((rule) => isOwn(rule) && !rule.disabled);
  const open = active.filter(opensToInternet).filter((rule) => !isOutranked(rule, active));
  const own = subnets.filter((subnet) => isOwn(subnet) && (subnet.purpose ?? "PRIVATE") === "PRIVATE");
  const resource: Resource<"gcp.compute.network"> = {
    key,
    type: "gcp.compute.network",
    name,
    account,
    region: null,
    tags: {},
    properties: {
      openPorts: [...new Set(open.flatMap(({ allowed }) => portsOf(allowed)))].toSorted().slice(0, 200),
      openRules: open.map((rule) => rule.name).toSorted(),
      inbound: inboundStages(
        ownRules.filter(isOwn),
        effective.value ?? { firewallPolicys: [] },
        regional.filter(isOwn),
        selfLink,
        order === "BEFORE_CLASSIC_FIREWALL",
      ),
      isDefault: name === "default",
      flowLogs: own.every(({ logConfig, enableFlowLogs }) => logConfig?.enable ?? enableFlowLogs ?? false),
    },
    facets: {
      openToInternet: open.length > 0,
      unrestrictedEgress: !active.some(deniesEgress),
    },
  };
  return {
    resources: [withUnknown(resource, { "properties.inbound": effective.unknown })],
    relationships: [],
  };
}

/** A rule that also names a source by tag or account still lets in everybody from its ranges. */
const opensToInternet = ({
  direction,
  allowed,
  sourceRanges,
  sourceTags,
  sourceServiceAccounts,
}: FirewallRule): boolean =>
  direction === "INGRESS" &&
  allowed.length > 0 &&
  (sourceRanges.some(isAnywhere) ||
    (sourceRanges.length === 0 && sourceTags.length === 0 && sourceServiceAccounts.length === 0));

/** Only what names no target holds for every machine of the network. */
const holdsForAll = ({ targetTags, targetServiceAccounts }: FirewallRule): boolean =>
  targetTags.length + targetServiceAccounts.length === 0;

/** Whether a deny of everything from everywhere stands before it. */
const isOutranked = ({ priority }: FirewallRule, rules: readonly FirewallRule[]): boolean =>
  rules.some(
    (rule) =>
      rule.direction === "INGRESS" &&
      holdsForAll(rule) &&
      rule.priority <= priority &&
      rule.sourceRanges.some(isAnywhere) &&
      portsOf(rule.denied).includes("all"),
  );

const deniesEgress = (rule: FirewallRule): boolean =>
  rule.direction === "EGRESS" &&
  holdsForAll(rule) &&
  portsOf(rule.denied).includes("all") &&
  (rule.destinationRanges.length === 0 || rule.destinationRanges.some(isAnywhere));

const portsOf = (list: z.infer<typeof Ports>): string[] =>
  list.flatMap(({ IPProtocol, ipProtocol, ports }) => {
    const protocol = (IPProtocol ?? ipProtocol ?? "all").toLowerCase();
    return protocol === "all" || ports.length === 0
      ? [protocol === "all" ? "all" : `${protocol}:all`]
      : ports.map((port) => `${protocol}:${port}`);
  });
