import { z } from "zod";

import { listOf, Metadata, texts, word } from "./metadata.ts";

const Address = z.object({ ip: word, hostname: word });
const ServicePort = z.object({
  name: word,
  port: z.number(),
  targetPort: z.union([z.number(), z.string()]).nullish(),
  nodePort: z.number().nullish(),
});

export const Service = z.object({
  metadata: Metadata,
  spec: z.object({
    type: z.string().default("ClusterIP"),
    selector: texts,
    ports: listOf(ServicePort),
    externalIPs: listOf(z.string()),
    loadBalancerSourceRanges: listOf(z.string()),
    loadBalancerClass: word,
  }),
  status: z
    .object({
      loadBalancer: z
        .object({ ingress: listOf(Address) })
        .nullish()
        .transform((value) => value ?? { ingress: [] }),
    })
    .nullish()
    .transform((value) => value ?? { loadBalancer: { ingress: [] } }),
});
export type Service = z.infer<typeof Service>;

export const selectsPods = (
  { metadata, spec }: Service,
  pods: { namespace: string; labels: Readonly<Record<string, string>> },
): boolean => {
  const wanted = Object.entries(spec.selector);
  return (
    metadata.namespace === pods.namespace &&
    wanted.length > 0 &&
    wanted.every(([label, value]) => pods.labels[label] === value)
  );
};

/** Who outside the cluster can open a connection to a service. */
export type ServiceReach = {
  /** Any address on the internet. Null where it rests on a firewall that the cluster does not know. */
  public: boolean | null;
  /** Reachable from outside the cluster at all, and how, in words. */
  ways: string[];
  addresses: string[];
};

/** `hasExternalNodes`: nodes have addresses on the internet, so that a node port may be reached there. */
export function reachOfService({ metadata, spec, status }: Service, hasExternalNodes: boolean): ServiceReach {
  const balanced = status.loadBalancer.ingress.flatMap(({ hostname, ip }) => hostname ?? ip ?? []);
  const addresses = [...balanced, ...spec.externalIPs];
  if (spec.type === "LoadBalancer" && balanced.length > 0) {
    const isInternal = isInternalBalancer(metadata.annotations, spec.loadBalancerClass, balanced);
    const isNarrow = !letsEverybodyIn(sourceRangesOf(metadata.annotations, spec.loadBalancerSourceRanges));
    return {
      public: !isInternal && !isNarrow,
      ways: [`load balancer of service ${metadata.name}`],
      addresses,
    };
  }
  const outside = spec.externalIPs.filter((ip) => !isPrivateAddress(ip));
  if (outside.length > 0)
    return { public: true, ways: [`external address of service ${metadata.name}`], addresses };
  if (spec.type === "NodePort")
    return {
      public: hasExternalNodes ? null : false,
      ways: [`node port of service ${metadata.name}`],
      addresses,
    };
  return { public: false, ways: [], addresses };
}

export const sourceRangesOf = (
  annotations: Readonly<Record<string, string>>,
  ranges: readonly string[],
): string[] => {
  const annotated =
    annotations["service.beta.kubernetes.io/load-balancer-source-ranges"] ??
    annotations["service.beta.kubernetes.io/azure-allowed-ip-ranges"] ??
    "";
  return ranges.length > 0 ? [...ranges] : annotated.split(/[\s,]+/).filter((range) => range !== "");
};

export const letsEverybodyIn = (ranges: readonly string[]): boolean =>
  ranges.length === 0 || ranges.some((range) => range.trim().endsWith("/0"));

const internalSettings: readonly [string, RegExp][] = [
  ["service.beta.kubernetes.io/aws-load-balancer-internal", /^(true|0\.0\.0\.0\/0)$/],
  ["service.beta.kubernetes.io/aws-load-balancer-scheme", /^internal$/],
  ["service.beta.kubernetes.io/azure-load-balancer-internal", /^true$/],
  ["networking.gke.io/load-balancer-type", /^internal$/i],
  ["cloud.google.com/load-balancer-type", /^internal$/i],
];

function isInternalBalancer(
  annotations: Readonly<Record<string, string>>,
  balancerClass: string | undefined,
  addresses: readonly string[],
): boolean {
  if (internalSettings.some(([name, value]) => value.test(annotations[name] ?? ""))) return true;
  // AWS's own controller makes internal balancers unless it is told otherwise.
  const byController =
    balancerClass === "service.k8s.aws/nlb" ||
    /^(external|nlb-ip)$/.test(annotations["service.beta.kubernetes.io/aws-load-balancer-type"] ?? "");
  if (byController)
    return annotations["service.beta.kubernetes.io/aws-load-balancer-scheme"] !== "internet-facing";
  return addresses.every(isPrivateAddress);
}

/** Hosts and addresses that the internet has no way to. */
export function isPrivateAddress(address: string): boolean {
  if (/^internal-.*\.elb\.[a-z0-9-]*\.?amazonaws\.com/.test(address)) return true;
  if (/\.(internal|local|lan|localdomain|svc)$/.test(address)) return true;
  return (
    /^(10\.|127\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(
      address,
    ) || /^(fc|fd|fe80:|::1$)/i.test(address)
  );
}
