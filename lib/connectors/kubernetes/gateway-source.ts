import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { readServedKinds, type ServedKinds } from "./discovery.ts";
import { listOf, Metadata, word } from "./metadata.ts";
import { tryList, type Listed } from "./listing.ts";
import { isPrivateAddress } from "./service-source.ts";

const group = "gateway.networking.k8s.io";
const Reference = z.object({ name: z.string(), namespace: word, kind: word, sectionName: word });

export const Route = z.object({
  metadata: Metadata,
  spec: z.object({
    hostnames: listOf(z.string()),
    parentRefs: listOf(Reference),
    rules: listOf(z.object({ backendRefs: listOf(Reference) })),
  }),
});
export type Route = z.infer<typeof Route>;

export const Gateway = z.object({
  metadata: Metadata,
  spec: z.object({
    gatewayClassName: z.string(),
    listeners: listOf(z.object({ name: z.string(), protocol: z.string(), hostname: word })),
  }),
  status: z
    .object({ addresses: listOf(z.object({ value: z.string() })) })
    .nullish()
    .transform((value) => value ?? { addresses: [] }),
});
export type Gateway = z.infer<typeof Gateway>;

const routePlurals = ["httproutes", "grpcroutes"] as const;
export const gatewayPermissions = ["gateways", ...routePlurals].map((plural) => `list ${plural}.${group}`);

export type Gateways = { routes: Listed<Route & { plural: string }>; gateways: Listed<Gateway> };

export async function readGateways(source: Source, known?: ServedKinds): Promise<Gateways> {
  const served = known ?? (await readServedKinds(source));
  if (!served.has(group))
    return {
      routes: { items: [], unknown: served.unknown },
      gateways: { items: [], unknown: served.unknown },
    };
  const gateways = await tryList(source, group, "gateways", Gateway, served.input(group));
  const routes: Gateways["routes"] = { items: [], unknown: null };
  for (const plural of routePlurals) {
    const { items, unknown } = await tryList(source, group, plural, Route, served.input(group));
    routes.items.push(...items.map((route) => ({ ...route, plural })));
    routes.unknown ??= unknown;
  }
  return { routes, gateways };
}

export const gatewaysOf = (route: Route, gateways: readonly Gateway[]): Gateway[] =>
  gateways.filter(({ metadata }) =>
    route.spec.parentRefs.some(
      ({ kind = "Gateway", name, namespace = route.metadata.namespace }) =>
        kind === "Gateway" && name === metadata.name && namespace === metadata.namespace,
    ),
  );

/** Null where a gateway has no address yet. */
export function isPublicRoute(route: Route, gateways: readonly Gateway[]): boolean | null {
  const own = gatewaysOf(route, gateways);
  const addresses = own.flatMap(({ status }) => status.addresses.map(({ value }) => value));
  if (addresses.some((address) => !isPrivateAddress(address))) return true;
  return own.some(({ status }) => status.addresses.length === 0) ? null : false;
}

export function routeHostsWithoutTls(route: Route, gateways: readonly Gateway[]): string[] {
  const listeners = gatewaysOf(route, gateways).flatMap(({ spec }) =>
    spec.listeners.filter(({ name }) =>
      route.spec.parentRefs.some(({ sectionName }) => sectionName === undefined || sectionName === name),
    ),
  );
  if (!listeners.some(({ protocol }) => protocol === "HTTP" || protocol === "TCP")) return [];
  return route.spec.hostnames.length > 0 ? route.spec.hostnames : ["*"];
}

export const routeBackends = (route: Route): { namespace: string; name: string }[] =>
  route.spec.rules.flatMap(({ backendRefs }) =>
    backendRefs
      .filter(({ kind = "Service" }) => kind === "Service")
      .map(({ name, namespace = route.metadata.namespace }) => ({ namespace, name })),
  );
