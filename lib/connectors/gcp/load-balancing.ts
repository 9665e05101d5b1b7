import { z } from "zod";

import { assetOf } from "./assets.ts";
import { isWide } from "./firewall-rules.ts";

const link = z.string().optional();
const links = z.array(z.string()).default([]);
const Weighted = z
  .object({ weightedBackendServices: z.array(z.object({ backendService: link })).default([]) })
  .optional();
const Routed = z.object({ service: link, routeAction: Weighted });

export const ForwardingRule = assetOf(
  z.object({
    loadBalancingScheme: z.string().default(""),
    target: link,
    backendService: link,
    IPProtocol: z.string().default(""),
    ports: links,
    portRange: z.string().optional(),
    /** Of a rule that takes packets from some addresses alone, which ones. */
    sourceIpRanges: links,
  }),
);
export const TargetProxy = assetOf(z.object({ selfLink: z.string(), urlMap: link, service: link }));
export const UrlMap = assetOf(
  z.object({
    selfLink: z.string(),
    defaultService: link,
    hostRules: z.array(z.object({ hosts: links })).default([]),
    pathMatchers: z
      .array(
        z.object({
          defaultService: link,
          defaultRouteAction: Weighted,
          pathRules: z.array(Routed).default([]),
          routeRules: z.array(Routed).default([]),
        }),
      )
      .default([]),
  }),
);
type UrlMapData = z.infer<typeof UrlMap>["resource"]["data"];

/** Google writes a link with a version or without, and with one of two hosts. */
export const bare = (address: string | undefined): string =>
  (address ?? "").replace(/^https:\/\/(www|compute)\.googleapis\.com\/compute\/[^/]+\//, "");

/** Every backend to which a URL map may lead. */
export const backendsOf = ({ defaultService, pathMatchers }: UrlMapData): string[] => {
  const weighted = (action: z.infer<typeof Weighted>) =>
    (action?.weightedBackendServices ?? []).map(({ backendService }) => backendService);
  const routed = (rules: readonly z.infer<typeof Routed>[]) =>
    rules.flatMap(({ service, routeAction }) => [service, ...weighted(routeAction)]);
  const all = [
    defaultService,
    ...pathMatchers.flatMap((matcher) => [
      matcher.defaultService,
      ...weighted(matcher.defaultRouteAction),
      ...routed(matcher.pathRules),
      ...routed(matcher.routeRules),
    ]),
  ];
  return [...new Set(all.map(bare).filter((one) => one !== ""))];
};

export type Balancing = {
  rules: readonly z.infer<typeof ForwardingRule>["resource"]["data"][];
  proxies: readonly z.infer<typeof TargetProxy>["resource"]["data"][];
  urlMaps: readonly UrlMapData[];
};

const isPublic = ({ loadBalancingScheme, sourceIpRanges }: Balancing["rules"][number]): boolean =>
  loadBalancingScheme.startsWith("EXTERNAL") && (sourceIpRanges.length === 0 || sourceIpRanges.some(isWide));

/**
 * What public forwarding rules pass packets on to as they came, past no proxy, and on which ports: a backend service, a
 * pool of machines or one machine. docs.cloud.google.com/load-balancing/docs/network
 */
export function passedPorts(
  rules: Balancing["rules"],
  backups: readonly { pool: string; backup: string }[],
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const pass = (to: string, ports: readonly string[]) => found.set(to, [...(found.get(to) ?? []), ...ports]);
  for (const rule of rules.filter(isPublic)) {
    const target = bare(rule.target);
    if (rule.backendService) pass(bare(rule.backendService), portsOf(rule));
    else if (/\/target(Pools|Instances)\//.test(target)) pass(target, portsOf(rule));
  }
  // A pool's backup has no backup of its own.
  const first = new Map(found);
  for (const { pool, backup } of backups) {
    const ports = first.get(pool);
    if (ports) pass(backup, ports);
  }
  return found;
}

/** As `tcp 443` or `*`. A rule without ports passes on every port of its protocol. */
function portsOf({ IPProtocol, ports, portRange }: Balancing["rules"][number]): string[] {
  const protocol = IPProtocol.toLowerCase();
  if (protocol === "" || protocol === "l3_default") return ["*"];
  const named = [...ports, ...(portRange ? [portRange] : [])];
  return named.length === 0 ? [protocol] : named.map((port) => `${protocol} ${port}`);
}

/** Backends that a forwarding rule with a public address leads to, over a proxy and its map or straight. */
export function publicBackends({ rules, proxies, urlMaps }: Balancing): Set<string> {
  const proxyByLink = new Map(proxies.map((proxy) => [bare(proxy.selfLink), proxy]));
  const mapByLink = new Map(urlMaps.map((map) => [bare(map.selfLink), map]));
  const found = new Set<string>();
  for (const { target, backendService } of rules.filter(isPublic)) {
    const proxy = proxyByLink.get(bare(target));
    const map = mapByLink.get(bare(proxy?.urlMap));
    for (const backend of [bare(backendService), bare(proxy?.service), ...(map ? backendsOf(map) : [])])
      if (backend !== "") found.add(backend);
  }
  return found;
}

/** Host names by the backend they lead to. A map without host rules, or with `*`, names none. */
export function hostsByBackend(urlMaps: readonly UrlMapData[]): Map<string, string[]> {
  const hosts = new Map<string, string[]>();
  for (const map of urlMaps) {
    const named = map.hostRules.flatMap((rule) => rule.hosts).filter((host) => !host.includes("*"));
    for (const backend of backendsOf(map))
      hosts.set(backend, [...(hosts.get(backend) ?? []), ...named.map((host) => host.toLowerCase())]);
  }
  return hosts;
}
