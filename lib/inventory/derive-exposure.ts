import type { Derived, DerivedReason } from "#lib/domain/derived.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";
import { classOf, isOfClass, type Resource } from "#lib/domain/resource.ts";

import { known } from "#lib/domain/unknown.ts";

type Exposure = NonNullable<Derived["exposure"]>;
type Reach = Exposure["reach"];
/** Worst first. */
const rank: readonly Reach[] = ["anyone", "credential", "internal"];

/** What an exposed caller exposes with it. A store or an AI service asks for its own proof, whoever is in front. */
const passedOnTo: ReadonlySet<ResourceClass> = new Set([
  "api",
  "compute",
  "agent",
  "agent-tool",
  "model-deployment",
]);

/** How far each resource can be reached from the internet. Where that rests on a gap, it has no entry. */
export function deriveExposure(graph: ResourceGraph): Map<string, Exposure> {
  const found = new Map<string, Exposure>();
  const undecided = new Set<string>();
  for (const resource of graph.nodes) {
    const own = ownExposure(resource);
    if (own === "unknown") undecided.add(resource.key);
    else if (own) found.set(resource.key, own);
  }
  const bestFirst = [...found].toSorted((a, b) => rank.indexOf(a[1].reach) - rank.indexOf(b[1].reach));
  for (const reach of rank)
    spread(
      graph,
      found,
      bestFirst.filter(([, exposure]) => exposure.reach === reach).map(([key]) => key),
    );
  dropWhatRestsOnGaps(graph, found, undecided);
  return found;
}

function spread(graph: ResourceGraph, found: Map<string, Exposure>, from: readonly string[]): void {
  const queue = [...from];
  for (let at = 0; at < queue.length; at++) {
    const key = queue[at] ?? "";
    const exposure = found.get(key);
    if (!exposure) continue;
    for (const { resource, kind } of passingEdges(graph, key)) {
      const known = found.get(resource.key);
      if (known && rank.indexOf(known.reach) <= rank.indexOf(exposure.reach)) continue;
      const text = `${nameOf(graph, key)} ${kind === "routes-to" ? "routes to" : "calls"} ${resource.name}`;
      found.set(resource.key, {
        reach: exposure.reach,
        via: [...exposure.via, resource.key],
        reasons: [...exposure.reasons, { text, resourceKey: key }],
      });
      queue.push(resource.key);
    }
  }
}

const passingEdges = (graph: ResourceGraph, key: string) =>
  (["routes-to", "invokes"] as const)
    .flatMap((kind) => graph.edges(key, kind))
    .filter(({ resource }) => passedOnTo.has(classOf(resource.type)));

const nameOf = (graph: ResourceGraph, key: string) => graph.get(key)?.name ?? key;

/** "Internal" is a claim about every way in, so one way that was not collected makes it no claim at all. */
function dropWhatRestsOnGaps(
  graph: ResourceGraph,
  found: Map<string, Exposure>,
  undecided: ReadonlySet<string>,
): void {
  const doubtful = new Set(undecided);
  for (const [key, exposure] of found) {
    if (exposure.reach !== "internal") continue;
    const { gap } = graph.readingGaps(() => [
      graph.followBack(key, "routes-to"),
      graph.followBack(key, "invokes"),
    ]);
    if (gap) doubtful.add(key);
  }
  const queue = [...doubtful];
  for (let at = 0; at < queue.length; at++)
    for (const { resource } of passingEdges(graph, queue[at] ?? ""))
      if (!doubtful.has(resource.key)) {
        doubtful.add(resource.key);
        queue.push(resource.key);
      }
  for (const key of doubtful) if (found.get(key)?.reach === "internal") found.delete(key);
}

function ownExposure(resource: Resource): Exposure | "unknown" | null {
  const stated = known(() => statedReach(resource));
  if (stated === null) return "unknown";
  if (stated === "none") return null;
  const [reach, text] = stated;
  const reasons: DerivedReason[] = [{ text: `${resource.name} ${text}`, resourceKey: resource.key }];
  return { reach, via: [resource.key], reasons };
}

function statedReach(resource: Resource): [Reach, string] | "none" {
  if (isOfClass(resource, "api") || isOfClass(resource, "compute") || isOfClass(resource, "agent-tool")) {
    // Read first: what the internet does not reach is internal, however its callers prove themselves.
    if (!resource.facets.publicNetwork) return ["internal", "is not on a public network"];
    if (resource.facets.authentication === "unreachable") return ["internal", "answers no caller directly"];
    if (resource.facets.authentication === "none")
      return ["anyone", "answers the internet and asks for no proof of identity"];
    return ["credential", `answers the internet and asks for ${proofOf(resource.facets.authentication)}`];
  }
  if (isOfClass(resource, "data-store")) {
    if (resource.facets.publicRead) return ["anyone", "can be read by anyone"];
    if (resource.facets.publicWrite) return ["anyone", "can be written by anyone"];
    return onNetwork(resource.facets.publicNetwork);
  }
  if (isOfClass(resource, "dataset") || isOfClass(resource, "image-registry"))
    return resource.facets.publicRead
      ? ["anyone", "can be read by anyone"]
      : ["credential", "asks for an identity"];
  if (isOfClass(resource, "notebook"))
    return resource.facets.publicAddress
      ? ["credential", "has a public address"]
      : ["internal", "has no public address"];
  if (
    isOfClass(resource, "ai-service") ||
    isOfClass(resource, "model-deployment") ||
    isOfClass(resource, "vector-store") ||
    isOfClass(resource, "key-vault") ||
    isOfClass(resource, "workspace")
  )
    return onNetwork(resource.facets.publicNetwork);
  return isOfClass(resource, "agent") ? ["internal", "is reached only through its callers"] : "none";
}

const onNetwork = (publicNetwork: boolean): [Reach, string] =>
  publicNetwork
    ? ["credential", "is on a public network and asks for a credential"]
    : ["internal", "is not on a public network"];

const proofOf = (authentication: string) => (authentication === "key" ? "a key" : "an identity");
