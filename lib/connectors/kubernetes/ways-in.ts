import type { Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { readNodes, nodePermissions } from "./cluster-facts.ts";
import {
  gatewayPermissions,
  isPublicRoute,
  readGateways,
  routeBackends,
  type Gateways,
} from "./gateway-source.ts";
import { backendsOf, Ingress, isPublicIngress } from "./ingress-source.ts";
import { tryList, type Listed } from "./listing.ts";
import { reachOfService, selectsPods, Service } from "./service-source.ts";
import { undecidable } from "./undecidable.ts";
import type { Workload } from "./workload-source.ts";

export const wayPermissions = [
  "list services",
  "list ingresses.networking.k8s.io",
  ...gatewayPermissions,
  ...nodePermissions,
];

export type WaysIn = {
  /** Any address on the internet may connect to it, over whichever way. */
  public: boolean;
  /** In words: `load balancer of service vllm`. */
  exposedBy: string[];
  /** Why `public` is not certain to be false, or why nothing is known. */
  unknown: Unknown | null;
};
type PodSet = Pick<Workload, "metadata" | "podLabels" | "spec">;
export type ReadWays = (workload: PodSet) => WaysIn;

/** What leads from outside the cluster to a workload's pods. */
export async function readWaysIn(source: Source): Promise<ReadWays> {
  const services = await tryList(source, "core", "services", Service);
  const ingresses = await tryList(source, "networking.k8s.io", "ingresses", Ingress);
  const gateways = await readGateways(source);
  const nodes = await readNodes(source);
  const missing =
    services.unknown ??
    ingresses.unknown ??
    gateways.routes.unknown ??
    gateways.gateways.unknown ??
    nodes.unknown;
  return (workload) => {
    const found = [
      ...waysOverServices(workload, services, ingresses, gateways, nodes.hasExternalAddresses),
      ...waysOverHost(workload, nodes.hasExternalAddresses),
    ];
    const isPublic = found.some((way) => way.public === true);
    const doubtful = found.find((way) => way.public === null);
    return {
      public: isPublic,
      exposedBy: [...new Set(found.map(({ words }) => words))],
      unknown: isPublic ? null : (missing ?? (doubtful ? firewallTells(doubtful.words) : null)),
    };
  };
}

type Way = { words: string; public: boolean | null };

const firewallTells = (words: string): Unknown =>
  undecidable(
    "core:services.list",
    `Whether the internet reaches the ${words} is decided outside the cluster`,
  );

function waysOverServices(
  { metadata, podLabels }: PodSet,
  services: Listed<Service>,
  ingresses: Listed<Ingress>,
  { routes, gateways }: Gateways,
  hasExternalNodes: boolean,
): Way[] {
  const { namespace } = metadata;
  const own = services.items.filter((service) => selectsPods(service, { namespace, labels: podLabels }));
  const names = new Set(own.map((service) => service.metadata.name));
  const direct = own.flatMap((service) => {
    const reach = reachOfService(service, hasExternalNodes);
    return reach.ways.map((words): Way => ({ words, public: reach.public }));
  });
  const overIngresses = ingresses.items
    .filter(
      (ingress) =>
        ingress.metadata.namespace === namespace && backendsOf(ingress).some((name) => names.has(name)),
    )
    .map((ingress): Way => ({ words: `ingress ${ingress.metadata.name}`, public: isPublicIngress(ingress) }));
  const overRoutes = routes.items
    .filter((route) => routeBackends(route).some((to) => to.namespace === namespace && names.has(to.name)))
    .map((route): Way => ({
      words: `route ${route.metadata.name}`,
      public: isPublicRoute(route, gateways.items),
    }));
  return [...direct, ...overIngresses, ...overRoutes];
}

function waysOverHost({ spec }: PodSet, hasExternalNodes: boolean): Way[] {
  const reach = hasExternalNodes ? null : false;
  if (spec.hostNetwork === true && spec.containers.some(({ ports }) => ports.length > 0))
    return [{ words: "network of its node", public: reach }];
  const isBound = spec.containers.some(({ ports }) => ports.some(({ hostPort }) => (hostPort ?? 0) > 0));
  return isBound ? [{ words: "port of its node", public: reach }] : [];
}
