import { at, lacks, type Stop } from "./attack-path.ts";
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
  ({ facets }) => facets.publicNetwork && facets.authentication === "none",
);

/** Ways in that answer the internet, whatever they ask for. */
export const exposedWayIn: Stop = at(
  ["api", "compute"],
  (resource) =>
    (resource.facets.publicNetwork && resource.facets.authentication !== "unreachable") ||
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
  (resource, graph) => bindsGuardrail(resource.type) && lacks(graph, resource, "guarded-by"),
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

/** Agents, and compute that calls a model, an agent or an AI service. */
export const aiCaller: Stop = at(["agent", "compute"], (resource, graph) =>
  classOf(resource.type) === "agent" ? true : callsModel(graph, resource.key),
);

const modelClasses = ["ai-service", "model", "model-deployment", "agent"] as const;

export const callsModel = (graph: ResourceGraph, key: string): boolean =>
  graph
    .edges(key, "invokes")
    .some(({ resource }) => modelClasses.some((wanted) => isOfClass(resource, wanted)));
