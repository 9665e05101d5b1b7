import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { backendPermissions, readBackends, routesTo, type Backend } from "./backends.ts";
import { nodePermissions, readNodes, type NodeFacts } from "./cluster-facts.ts";
import { keyOf } from "./keys.ts";
import { incomplete, listParsed } from "./listing.ts";
import { tagsOf } from "./metadata.ts";
import { letsEverybodyIn, reachOfService, Service, sourceRangesOf } from "./service-source.ts";
import { undecidable, withUnknown } from "./undecidable.ts";

export const services: Collector = {
  id: "services",
  title: "Services",
  per: "account",
  produces: ["kubernetes.service", "routes-to"],
  permissions: [...backendPermissions, ...nodePermissions],
  collect: async function* (source) {
    const { items, unparsed } = await listParsed(source, "core", "services", Service);
    const backends = await readBackends(source);
    const nodes = await readNodes(source);
    const batches: Batch[] = [];
    for (const service of items) {
      const { namespace, name } = service.metadata;
      batches.push(
        normalizeService(source.scope.account, service, await backends.of(namespace, name), nodes),
      );
    }
    yield {
      resources: batches.flatMap(({ resources }) => resources),
      relationships: batches.flatMap(({ relationships }) => relationships),
      unparsed,
    };
    if (backends.unknown && unparsed.length === 0) throw incomplete(backends.unknown);
  },
};

export const serviceKey = (account: string, namespace: string, name: string): string =>
  keyOf(account, "services", namespace, name);

export function normalizeService(
  account: string,
  service: Service,
  backend: Backend,
  nodes: NodeFacts,
): Batch {
  const { metadata, spec } = service;
  const key = serviceKey(account, metadata.namespace, metadata.name);
  const reach = reachOfService(service, nodes.hasExternalAddresses);
  const ranges = sourceRangesOf(metadata.annotations, spec.loadBalancerSourceRanges);
  const opensNodePort = spec.type === "NodePort";
  const resource: Resource<"kubernetes.service"> = {
    key,
    type: "kubernetes.service",
    name: metadata.name,
    account,
    region: null,
    tags: tagsOf(metadata),
    properties: {
      namespace: metadata.namespace,
      type: spec.type,
      ports: spec.ports.map(({ port }) => port),
      nodePorts: spec.ports.flatMap(({ nodePort }) => nodePort ?? []),
      addresses: reach.addresses,
      sourceRanges: ranges,
    },
    facets: {
      publicNetwork: reach.public ?? false,
      // It passes on whatever comes, so callers are asked by what stands behind it.
      authentication: backend.authentication,
      firewall: !letsEverybodyIn(ranges),
      // Connections are passed on below the level at which calls could be counted or written down.
      throttled: true,
      accessLogging: true,
      hosts: reach.addresses.filter((address) => /[a-z]/i.test(address)).map((host) => host.toLowerCase()),
    },
    ...withUnknown({
      "facets.authentication": backend.unknown,
      "facets.publicNetwork":
        (opensNodePort ? nodes.unknown : null) ??
        (reach.public === null
          ? undecidable(
              "core:services.list",
              "Whether its node ports are reached is decided by firewalls outside",
            )
          : null),
    }),
  };
  return { resources: [resource], relationships: routesTo(key, backend) };
}
