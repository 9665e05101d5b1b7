import type { RouteHop } from "#lib/domain/derived.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { isOfClass, isOfType, type Resource, type ResourceOfClass } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";
import { hop, verdictOf, type Reach } from "./hop.ts";
import type { NetworkGuards } from "./network-guards.ts";
import { proofHop, serverProof } from "./proof.ts";

/** The way into a resource at its own address, and what a caller meets there. */
export type Door = { reach: Reach | "unknown"; hops: RouteHop[]; reason: string };

/** Null where nothing of its class answers anybody. */
export function doorOf(graph: ResourceGraph, resource: Resource, guards: NetworkGuards): Door | null {
  const hops = known(() => hopsOf(graph, resource, guards));
  if (hops === null) {
    const text = "cannot be told from what was collected";
    return { reach: "unknown", hops: [hop(resource, "unknown", text)], reason: "" };
  }
  if (hops.length === 0) return null;
  return { reach: verdictOf(hops), hops, reason: reasonOf(hops, resource) };
}

/** The hop that decided, or, of an open way, where it starts and what is asked there. */
function reasonOf(hops: readonly RouteHop[], { name }: Resource): string {
  const closed = hops.find(({ outcome }) => outcome === "closed");
  if (closed) return closed.text;
  const last = hops.at(-1)?.text ?? "";
  return hops.length > 1 ? `${name} answers the internet and${last.slice(name.length)}` : last;
}

function hopsOf(graph: ResourceGraph, resource: Resource, guards: NetworkGuards): RouteHop[] {
  if (isOfClass(resource, "api") || isOfClass(resource, "compute") || isOfClass(resource, "agent-tool"))
    return throughNetwork(graph, resource, guards, resource.facets.publicNetwork, () => proofHop(resource));
  if (isOfType(resource, "azure.network.web-gateway"))
    return throughNetwork(graph, resource, guards, resource.facets.openToInternet, () =>
      hop(resource, "open", "asks for no proof of identity"),
    );
  if (isOfClass(resource, "data-store")) {
    if (resource.facets.publicRead) return [hop(resource, "open", "can be read by anyone")];
    if (resource.facets.publicWrite) return [hop(resource, "open", "can be written by anyone")];
    return onNetwork(graph, resource, guards, resource.facets.publicNetwork);
  }
  if (isOfClass(resource, "dataset") || isOfClass(resource, "image-registry"))
    return [
      resource.facets.publicRead
        ? hop(resource, "open", "can be read by anyone")
        : hop(resource, "asks", "asks for an identity"),
    ];
  if (isOfClass(resource, "notebook"))
    return resource.facets.publicAddress
      ? [...guards(resource), serverProof(resource) ?? hop(resource, "asks", "has a public address")]
      : [hop(resource, "closed", "has no public address")];
  if (isOfClass(resource, "cluster")) return controlPlaneHops(graph, resource, guards);
  if (
    isOfClass(resource, "ai-service") ||
    isOfClass(resource, "model-deployment") ||
    isOfClass(resource, "vector-store") ||
    isOfClass(resource, "key-vault") ||
    isOfClass(resource, "workspace")
  )
    return onNetwork(graph, resource, guards, resource.facets.publicNetwork);
  return isOfClass(resource, "agent") ? [hop(resource, "closed", "is reached only through its callers")] : [];
}

/** Read first: what the internet does not reach is internal, however its callers prove themselves. */
function throughNetwork(
  graph: ResourceGraph,
  resource: Resource,
  guards: NetworkGuards,
  isPublic: boolean,
  proof: () => RouteHop,
): RouteHop[] {
  if (!isPublic) return offNetwork(graph, resource);
  const passed = [hop(resource, "open", "is on a public network"), ...guards(resource)];
  // Closed already, so that what it would ask for decides nothing, known or not.
  if (verdictOf(passed) === "internal") return passed;
  return [...passed, ...firewallOf(resource), proof()];
}

/** What stores and services of AI ask for by themselves, but for servers that were seen to ask for nothing. */
function onNetwork(
  graph: ResourceGraph,
  resource: Resource,
  guards: NetworkGuards,
  isPublic: boolean,
): RouteHop[] {
  if (!isPublic) return offNetwork(graph, resource);
  const words = "is on a public network and asks for a credential";
  return [...guards(resource), serverProof(resource) ?? hop(resource, "asks", words)];
}

/** An API server asks by itself. The name of Google's leads to a front that asks before it. */
function controlPlaneHops(
  graph: ResourceGraph,
  cluster: Resource & ResourceOfClass<"cluster">,
  guards: NetworkGuards,
): RouteHop[] {
  const isBehindFront =
    isOfType(cluster, "gcp.container.cluster") &&
    cluster.facets.publicNetwork &&
    known(() => cluster.properties.answersAtAddress) === false;
  return isBehindFront
    ? [hop(cluster, "asks", "is reached under its DNS name by whomever IAM lets connect")]
    : onNetwork(graph, cluster, guards, cluster.facets.publicNetwork);
}

function offNetwork(graph: ResourceGraph, resource: Resource): RouteHop[] {
  const admitted = isOfType(resource, "azure.app-service.app")
    ? known(() => resource.properties.frontDoors)
    : null;
  if (admitted?.includes("*"))
    return [
      hop(
        resource,
        "unknown",
        "takes calls from any Front Door, a stranger's too, unless its code asks which",
      ),
    ];
  const [endpoint] = graph.edges(resource.key, "reached-privately-through");
  return [
    hop(resource, "closed", "is not on a public network"),
    ...(endpoint ? [hop(endpoint.resource, "closed", `leads to it from inside a private network`)] : []),
  ];
}

/** Types of which the facet says that a web application firewall stands before them, and not that none can. */
const filtered: ReadonlySet<string> = new Set([
  "aws.apigateway.rest-api",
  "aws.cloudfront.distribution",
  "aws.agentcore.gateway",
  "gcp.compute.backend-service",
  "kubernetes.ingress",
]);

function firewallOf(resource: Resource): RouteHop[] {
  if (isOfType(resource, "gcp.compute.backend-service") && known(() => resource.properties.passesPorts))
    return [];
  const isFiltered =
    (isOfClass(resource, "api") && filtered.has(resource.type) && resource.facets.firewall) ||
    (isOfType(resource, "aws.elbv2.load-balancer") &&
      resource.properties.kind === "application" &&
      resource.facets.firewall) ||
    (isOfType(resource, "azure.network.web-gateway") && resource.properties.firewall);
  return isFiltered ? [hop(resource, "open", "lets a web application firewall look at each call")] : [];
}
