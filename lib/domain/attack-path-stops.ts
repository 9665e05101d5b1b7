import { at, facetsOf, lacks, type Stop } from "./attack-path.ts";
import { bindsGuardrail } from "./binds-guardrail.ts";
import type { Derived } from "./derived.ts";
import type { ResourceGraph } from "./graph.ts";
import { classOf, isOfClass, type Resource } from "./resource.ts";
import { UnknownRead } from "./unknown.ts";

type Rated = Pick<Resource, "name" | "unknown" | "derived">;

/** How far the internet reaches it. Throws `UnknownRead` where that was derived and rests on a gap. */
export const reachOf = (resource: Rated): NonNullable<Derived["exposure"]>["reach"] | undefined =>
  derivedFact(resource, "exposure", ["facets.publicNetwork", "facets.authentication"])?.reach;

/** How much an identity may do. Throws `UnknownRead` where that was derived and its grants were not collected. */
export const privilegeOf = (resource: Rated): NonNullable<Derived["privilege"]>["level"] | undefined =>
  derivedFact(resource, "privilege", ["facets.grants"])?.level;

/** Derivation gives no entry where a fact rests on what was not collected: that is unknown, never the safe value. */
function derivedFact<F extends "exposure" | "privilege">(
  { name, unknown = {}, derived }: Rated,
  fact: F,
  restsOn: readonly string[],
): Derived[F] {
  if (!derived || derived[fact]) return derived?.[fact];
  const [missing] = restsOn.flatMap((path) => unknown[path] ?? []);
  throw new UnknownRead(
    missing ?? {
      reason: "not-recorded",
      call: `${fact} of ${name}`,
      permission: null,
      message: "It rests on something that was not collected",
    },
  );
}

/** Ways in that ask a caller on the internet for nothing. */
export const openWayIn: Stop = at(
  ["api", "compute"],
  (resource) =>
    resource.facets.publicNetwork &&
    resource.facets.authentication === "none" &&
    reachOf(resource) !== "internal",
);

/** Ways in that answer the internet, whatever they ask for. */
export const exposedWayIn: Stop = at(
  ["api", "compute"],
  (resource) =>
    (resource.facets.publicNetwork &&
      resource.facets.authentication !== "unreachable" &&
      reachOf(resource) !== "internal") ||
    isExposed(resource),
);

/** Answers the internet, to anyone or to whoever holds a credential. */
export function isExposed(resource: Rated): boolean {
  const reach = reachOf(resource);
  return reach === "anyone" || reach === "credential";
}

/** Agents and deployments that could have a guardrail bound to them, and have none. */
export const unguarded: Stop = at(
  ["agent", "model-deployment"],
  (resource, graph) => bindsGuardrail(resource) && lacks(graph, resource, "guarded-by"),
);

export const sensitiveStore: Stop = at(
  ["data-store", "dataset"],
  ({ derived }) => derived?.sensitivity?.level === "sensitive",
);

/** Identities whose permissions name no particular resource. */
export const powerful: Stop = at("identity", (identity) => {
  const level = privilegeOf(identity);
  return level === "broad" || level === "admin";
});

/** Whatever answers with a model: what an application calls to use one. */
export const modelServices = ["ai-service", "model-deployment", "model", "agent"] as const;

/** What an attacker with rights over it changes how a model answers. */
export const modelSettings = [
  "ai-service",
  "model-deployment",
  "model",
  "agent",
  "agent-tool",
  "guardrail",
  "prompt",
  "knowledge-base",
] as const;

/** Images that may be another tomorrow under the same name, or that nobody signed. */
export const movingImage: Stop = at(["image", "image-registry"], (resource) => {
  const registry = facetsOf(resource, "image-registry");
  if (registry) return !registry.immutableTags;
  const image = facetsOf(resource, "image");
  return image !== null && (image.mutableReference || image.signed === false);
});

/** Where models keep their files. */
export const modelFiles: Stop = at(
  "data-store",
  ({ key }, graph) => graph.edgesInto(key, "stores-artifacts-in").length > 0,
);

/** A tool server that asks nobody who they are. The tool is the way in; what serves it is not told again. */
export const openToolServer: Stop = at(
  ["agent-tool", "api", "compute"],
  (resource, graph) =>
    resource.facets.publicNetwork &&
    resource.facets.authentication === "none" &&
    !callsModel(graph, resource.key) &&
    !graph.edgesInto(resource.key, "invokes").some((edge) => classOf(edge.resource.type) === "agent-tool"),
);

/** Agents, and compute that calls a model, an agent or an AI service. */
export const aiCaller: Stop = at(["agent", "compute"], (resource, graph) =>
  classOf(resource.type) === "agent" ? true : callsModel(graph, resource.key),
);

export const callsModel = (graph: ResourceGraph, key: string): boolean =>
  graph
    .edges(key, "invokes")
    .some(({ resource }) => modelServices.some((wanted) => isOfClass(resource, wanted)));
