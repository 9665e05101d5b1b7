import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { backendPermissions, readBackends, routesTo, weakest, type Backend } from "./backends.ts";
import {
  backendsOf,
  hasFirewall,
  hostsOf,
  hostsWithoutTls,
  Ingress,
  ingressClassOf,
  isPublicIngress,
  isThrottled,
  proofAtIngress,
  tellsItsProof,
} from "./ingress-source.ts";
import { keyOf } from "./keys.ts";
import { incomplete, listParsed } from "./listing.ts";
import { tagsOf } from "./metadata.ts";
import { serviceKey } from "./services.ts";
import { undecidable, withUnknown } from "./undecidable.ts";

const call = "networking.k8s.io:ingresses.list";

export const ingresses: Collector = {
  id: "ingresses",
  title: "Ingresses",
  per: "account",
  produces: ["kubernetes.ingress", "routes-to"],
  permissions: ["list ingresses.networking.k8s.io", ...backendPermissions],
  collect: async function* (source) {
    const { items, unparsed } = await listParsed(source, "networking.k8s.io", "ingresses", Ingress);
    const backends = await readBackends(source);
    const batches: Batch[] = [];
    for (const ingress of items) {
      const { namespace } = ingress.metadata;
      const behind = await Promise.all(backendsOf(ingress).map((name) => backends.of(namespace, name)));
      batches.push(normalizeIngress(source.scope.account, ingress, weakest(behind, backends.unknown)));
    }
    yield {
      resources: batches.flatMap(({ resources }) => resources),
      relationships: batches.flatMap(({ relationships }) => relationships),
      unparsed,
    };
    if (backends.unknown && unparsed.length === 0) throw incomplete(backends.unknown);
  },
};

export function normalizeIngress(account: string, ingress: Ingress, backend: Backend): Batch {
  const { metadata } = ingress;
  const { namespace } = metadata;
  const key = keyOf(account, "ingresses", namespace, metadata.name);
  const isPublic = isPublicIngress(ingress);
  const proof = proofOf(ingress, backend);
  const known = tellsItsProof(ingress);
  const ingressClass = ingressClassOf(ingress);
  const isNginx = known && ingressClass !== "alb";
  const resource: Resource<"kubernetes.ingress"> = {
    key,
    type: "kubernetes.ingress",
    name: metadata.name,
    account,
    region: null,
    tags: tagsOf(metadata),
    properties: { namespace, ingressClass, hostsWithoutTls: hostsWithoutTls(ingress) },
    facets: {
      publicNetwork: isPublic ?? false,
      authentication: proof.authentication,
      firewall: hasFirewall(ingress),
      throttled: isThrottled(ingress),
      accessLogging:
        isNginx && metadata.annotations["nginx.ingress.kubernetes.io/enable-access-log"] !== "false",
      hosts: hostsOf(ingress).filter((host) => !host.startsWith("*")),
    },
    ...withUnknown({
      "facets.publicNetwork": isPublic === null ? undecidable(call, "It has no address yet") : null,
      "facets.authentication": proof.unknown,
      "facets.firewall": known ? null : atController,
      "facets.throttled": isNginx ? null : atController,
      "facets.accessLogging": isNginx ? null : atController,
    }),
  };
  const services = backendsOf(ingress).map((name) => serviceKey(account, namespace, name));
  return {
    resources: [resource],
    relationships: [
      ...services.map((to) => ({ from: key, kind: "routes-to" as const, to })),
      ...routesTo(key, backend),
    ],
  };
}

const atController = undecidable(call, "It is decided by settings of its controller");

/** Whoever passes the ingress still meets what the server behind it asks for: the stronger of the two counts. */
function proofOf(ingress: Ingress, backend: Backend): Pick<Backend, "authentication" | "unknown"> {
  const own = proofAtIngress(ingress);
  if (own === "identity") return { authentication: own, unknown: null };
  const isBehind = backend.unknown === null && backend.authentication !== "none";
  if (isBehind) return { authentication: own === "key" ? "key" : backend.authentication, unknown: null };
  if (own === "key") return { authentication: own, unknown: null };
  return { authentication: "none", unknown: tellsItsProof(ingress) ? backend.unknown : atController };
}
