import type { RouteHop } from "#lib/domain/derived.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { derivedBasis, type RelationshipKind } from "#lib/domain/relationship.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";
import { classOf, isOfClass, type Resource, type ResourceType } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";
import { frontDoorHops } from "./front-door.ts";
import { packetHops } from "./google-guards.ts";
import { ingressHops } from "./serverless-ingress.ts";
import { hop, type Reach } from "./hop.ts";
import { isIsolated, isolatedHop } from "./isolation.ts";
import { proofHop, serverProof } from "./proof.ts";

/** What an exposed caller exposes with it. A store or an AI service asks for its own proof, whoever calls. */
const calledOn: ReadonlySet<ResourceClass> = new Set([
  "api",
  "compute",
  "agent",
  "agent-tool",
  "model-deployment",
]);
export const takesCalls = ({ type }: Resource): boolean => calledOn.has(classOf(type));

/** Relationships over which callers go on. */
export const waysOf = ["routes-to", "invokes"] as const;

/** Where the caller's own bytes arrive, these are reached too, and ask the caller. */
const connectedTo: ReadonlySet<ResourceClass> = new Set([
  ...calledOn,
  "ai-service",
  "data-store",
  "vector-store",
  "workspace",
  "notebook",
]);

/** They pass a caller's own call on as it is, so that what stands behind asks the caller itself. */
const transparent: ReadonlySet<ResourceType> = new Set<ResourceType>([
  "aws.elbv2.load-balancer",
  "aws.cloudfront.distribution",
  "azure.network.web-gateway",
  "gcp.compute.backend-service",
  "kubernetes.service",
  "kubernetes.ingress",
  "kubernetes.gateway-route",
]);

export type Passing = {
  from: Resource;
  to: Resource;
  kind: RelationshipKind;
  isTransparent: boolean;
  /** What is passed on by a right of the one before it, which asks nothing of the caller: surely, perhaps, or not. */
  byOwnRight: "yes" | "maybe" | "no";
  /** What stands between the two on a network. */
  between: readonly RouteHop[];
};

/** Ways on from a resource for a caller who got as far as it. */
export function passingFrom(graph: ResourceGraph, from: Resource): Passing[] {
  const found: Passing[] = [];
  for (const kind of waysOf)
    for (const { resource: to } of graph.edges(from.key, kind)) {
      // A load balancer calls a function by a right of its own, past whatever its address would ask for.
      const isCalled = from.type === "aws.elbv2.load-balancer" && to.type === "aws.lambda.function";
      const isTransparent = kind === "routes-to" && transparent.has(from.type) && !isCalled;
      if ((isTransparent ? connectedTo : calledOn).has(classOf(to.type)))
        found.push({
          from,
          to,
          kind,
          isTransparent,
          byOwnRight: ownRight(graph, from, to),
          between: packetHops(graph, from, to),
        });
    }
  return found;
}

function ownRight(graph: ResourceGraph, { key, type }: Resource, to: Resource): Passing["byOwnRight"] {
  if (type !== "aws.cloudfront.distribution") return "no";
  const rights = [...graph.edges(key, "can-read"), ...graph.edges(key, "can-invoke")].filter(
    ({ resource }) => resource.key === to.key,
  );
  if (rights.length === 0) return "no";
  return rights.some(({ reason }) => derivedBasis(reason) === "derived") ? "yes" : "maybe";
}

/** What the caller meets at the next stop: nothing beyond the call, where the one before it calls on its own account. */
export function hopsOfPassing(passing: Passing, reach: Reach): RouteHop[] {
  const { from, to, kind, isTransparent, byOwnRight, between } = passing;
  const call: RouteHop = { text: callText(passing), resourceKey: to.key, outcome: "open" };
  if (!isTransparent) return [call];
  if (from.type === "kubernetes.service" && kind === "routes-to" && isIsolated(to))
    return [call, isolatedHop(to)];
  if (byOwnRight === "yes") return [call, hop(to, "open", `lets ${from.name} in, whoever calls that`)];
  if (byOwnRight === "maybe" && reach === "anyone")
    return [call, hop(to, "unknown", `may let ${from.name} in, whoever calls that, under a condition`)];
  const gate = [...between, ...frontDoorHops(from, to), ...ingressHops(from, to)];
  const asked = known(() => askedBehind(to));
  // Who had to prove something on the way here holds a credential, whatever is asked on top.
  const outcome = reach === "credential" ? "asks" : "unknown";
  const untold = hop(to, outcome, "does not tell what it asks for by itself");
  return [call, ...gate, ...(asked ?? [untold])];
}

export const callText = ({ from, to, kind }: Passing): string =>
  `${from.name} ${kind === "routes-to" ? "routes to" : "calls"} ${to.name}`;

function askedBehind(to: Resource): RouteHop[] {
  if (isOfClass(to, "api") || isOfClass(to, "compute") || isOfClass(to, "agent-tool")) {
    // "Unreachable" is said of its own address, which nobody needs who comes through the one before it.
    return to.facets.authentication === "unreachable" ? [] : [proofHop(to)];
  }
  const asked = serverProof(to);
  if (asked) return [asked];
  return isOfClass(to, "agent") || isOfClass(to, "model-deployment")
    ? []
    : [hop(to, "asks", "asks for a credential")];
}
