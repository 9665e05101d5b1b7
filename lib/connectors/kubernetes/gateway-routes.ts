import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { backendPermissions, readBackends, routesTo, weakest, type Backend } from "./backends.ts";
import { readServedKinds } from "./discovery.ts";
import {
  gatewayPermissions,
  gatewaysOf,
  isPublicRoute,
  readGateways,
  routeBackends,
  routeHostsWithoutTls,
  type Gateway,
  type Route,
} from "./gateway-source.ts";
import { keyOf } from "./keys.ts";
import { incomplete } from "./listing.ts";
import { tagsOf } from "./metadata.ts";
import { serviceKey } from "./services.ts";
import { undecidable, withUnknown } from "./undecidable.ts";

const call = "gateway.networking.k8s.io:httproutes.list";

export const gatewayRoutes: Collector = {
  id: "gateway-routes",
  title: "Gateway API routes",
  per: "account",
  produces: ["kubernetes.gateway-route", "routes-to"],
  permissions: [...gatewayPermissions, ...backendPermissions],
  collect: async function* (source) {
    const served = await readServedKinds(source);
    const { routes, gateways } = await readGateways(source, served);
    const backends = await readBackends(source);
    const batches: Batch[] = [];
    for (const route of routes.items) {
      const behind = await Promise.all(
        routeBackends(route).map(({ namespace, name }) => backends.of(namespace, name)),
      );
      const backend = weakest(behind, backends.unknown);
      batches.push(normalizeRoute(source.scope.account, route, gateways.items, backend, gateways.unknown));
    }
    yield {
      resources: batches.flatMap(({ resources }) => resources),
      relationships: batches.flatMap(({ relationships }) => relationships),
    };
    const unknown = routes.unknown ?? gateways.unknown ?? backends.unknown;
    if (unknown) throw incomplete(unknown);
  },
};

export function normalizeRoute(
  account: string,
  route: Route & { plural: string },
  gateways: readonly Gateway[],
  backend: Backend,
  gatewaysUnknown: Unknown | null,
): Batch {
  const { metadata, spec } = route;
  const { namespace } = metadata;
  const key = keyOf(account, route.plural, namespace, metadata.name);
  const isPublic = isPublicRoute(route, gateways);
  const resource: Resource<"kubernetes.gateway-route"> = {
    key,
    type: "kubernetes.gateway-route",
    name: metadata.name,
    account,
    region: null,
    tags: tagsOf(metadata),
    properties: {
      namespace,
      gateways: gatewaysOf(route, gateways).map((gateway) => gateway.metadata.name),
      hostsWithoutTls: routeHostsWithoutTls(route, gateways),
    },
    facets: {
      publicNetwork: isPublic ?? false,
      authentication: backend.authentication,
      firewall: false,
      throttled: false,
      accessLogging: false,
      hosts: spec.hostnames.filter((host) => !host.startsWith("*")).map((host) => host.toLowerCase()),
    },
    ...withUnknown({
      "properties.gateways": gatewaysUnknown,
      "properties.hostsWithoutTls": gatewaysUnknown,
      "facets.publicNetwork":
        gatewaysUnknown ?? (isPublic === null ? undecidable(call, "Its gateway has no address yet") : null),
      // A server that asks for nothing may yet have a gateway in front that does.
      "facets.authentication": backend.unknown ?? (backend.authentication === "none" ? atGateway : null),
      "facets.firewall": atGateway,
      "facets.throttled": atGateway,
      "facets.accessLogging": atGateway,
    }),
  };
  const to = routeBackends(route).map((service) => serviceKey(account, service.namespace, service.name));
  return {
    resources: [resource],
    relationships: [
      ...[...new Set(to)].map((target) => ({ from: key, kind: "routes-to" as const, to: target })),
      ...routesTo(key, backend),
    ],
  };
}

const atGateway = undecidable(call, "It is decided by policies of its gateway's own kind");
