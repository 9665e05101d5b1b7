import { BlockList } from "node:net";
import { z } from "zod";

import { listOf, Metadata, texts, word } from "./metadata.ts";

const Expression = z.object({ key: z.string(), operator: z.string(), values: listOf(z.string()) });
export const Selector = z.object({ matchLabels: texts, matchExpressions: listOf(Expression) });
export type Selector = z.infer<typeof Selector>;

const Peer = z.object({
  ipBlock: z
    .object({ cidr: z.string(), except: listOf(z.string()) })
    .nullish()
    .transform((value) => value ?? undefined),
  namespaceSelector: z.unknown().optional(),
  podSelector: z.unknown().optional(),
});
const PolicyPort = z.object({
  port: z.union([z.number(), z.string()]).optional(),
  endPort: z.number().optional(),
  protocol: word,
});

export const NetworkPolicy = z.object({
  metadata: Metadata,
  spec: z.object({
    podSelector: Selector,
    policyTypes: listOf(z.string()),
    ingress: listOf(z.object({ from: listOf(Peer), ports: listOf(PolicyPort) })),
    egress: listOf(z.object({ to: listOf(Peer), ports: listOf(PolicyPort) })),
  }),
});
export type NetworkPolicy = z.infer<typeof NetworkPolicy>;
type Rule = { peers: z.infer<typeof Peer>[]; ports: z.infer<typeof PolicyPort>[] };

/** A policy that says neither holds for ingress, and for egress too once it has egress rules. */
export function policyTypesOf({ spec }: NetworkPolicy): string[] {
  if (spec.policyTypes.length > 0) return spec.policyTypes;
  return spec.egress.length > 0 ? ["Ingress", "Egress"] : ["Ingress"];
}

export function selects(
  { matchLabels, matchExpressions }: Selector,
  labels: Readonly<Record<string, string>>,
): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values }) => {
      const value = labels[key];
      if (operator === "In") return value !== undefined && values.includes(value);
      if (operator === "NotIn") return value === undefined || !values.includes(value);
      if (operator === "Exists") return value !== undefined;
      if (operator === "DoesNotExist") return value === undefined;
      return false;
    })
  );
}

export type Isolation = { ingress: boolean; egress: boolean; metadata: boolean };

/**
 * What the policies that select a pod keep away from it, and it from. Policies add up: one that lets everybody in
 * undoes the others. Selecting a pod for a direction closes it but for what some rule opens.
 */
export function isolationOf(
  policies: readonly NetworkPolicy[],
  pod: { namespace: string; labels: Readonly<Record<string, string>> },
): Isolation {
  const own = policies.filter(
    ({ metadata, spec }) => metadata.namespace === pod.namespace && selects(spec.podSelector, pod.labels),
  );
  const inward = own.filter((policy) => policyTypesOf(policy).includes("Ingress"));
  const outward = own.filter((policy) => policyTypesOf(policy).includes("Egress"));
  const incoming = inward.flatMap(({ spec }) =>
    spec.ingress.map(({ from, ports }) => ({ peers: from, ports })),
  );
  const outgoing = outward.flatMap(({ spec }) => spec.egress.map(({ to, ports }) => ({ peers: to, ports })));
  return {
    ingress: inward.length > 0 && !incoming.some(opensToEverybody),
    egress: outward.length > 0 && !outgoing.some(opensToTheWorld),
    metadata: outward.length > 0 && !outgoing.some(reachesMetadata),
  };
}

const opensToEverybody = ({ peers }: Rule): boolean =>
  peers.length === 0 || peers.some(({ ipBlock }) => ipBlock !== undefined && isEverywhere(ipBlock.cidr));

/** Asking any name server is no way out for data worth the name, and every policy allows it. */
const opensToTheWorld = (rule: Rule): boolean =>
  opensToEverybody(rule) && !(rule.ports.length > 0 && rule.ports.every(({ port }) => port === 53));

const isEverywhere = (cidr: string): boolean => cidr.endsWith("/0");

const metadataAddress = "169.254.169.254";

function reachesMetadata({ peers, ports }: Rule): boolean {
  const isPortOpen =
    ports.length === 0 ||
    ports.some(({ port, endPort }) => port === undefined || port === "http" || covers(port, endPort));
  if (!isPortOpen) return false;
  return (
    peers.length === 0 ||
    peers.some(
      ({ ipBlock }) =>
        ipBlock !== undefined &&
        contains(ipBlock.cidr, metadataAddress) &&
        !ipBlock.except.some((cidr) => contains(cidr, metadataAddress)),
    )
  );
}

const covers = (port: number | string, endPort: number | undefined): boolean =>
  typeof port === "number" && port <= 80 && 80 <= (endPort ?? port);

function contains(cidr: string, address: string): boolean {
  const [network = "", bits] = cidr.split("/");
  if (!/^\d+(\.\d+){3}$/.test(network)) return false;
  const list = new BlockList();
  try {
    list.addSubnet(network, Number(bits ?? 32), "ipv4");
  } catch {
    return false;
  }
  return list.check(address);
}
