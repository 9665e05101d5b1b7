import { at, lacks, type Stop } from "./attack-path.ts";
import type { ResourceGraph } from "./graph.ts";
import { classOf, isOfClass } from "./resource.ts";

/** Ways in that ask a caller on the internet for nothing. */
export const openWayIn: Stop = at(
  ["api", "compute"],
  ({ facets }) => facets.publicNetwork && facets.authentication === "none",
);

/** Ways in that answer the internet, whatever they ask for. */
export const exposedWayIn: Stop = at(
  ["api", "compute"],
  ({ facets, derived }) =>
    (facets.publicNetwork && facets.authentication !== "unreachable") ||
    derived?.exposure?.reach === "anyone" ||
    derived?.exposure?.reach === "credential",
);

/** Agents and deployments that no guardrail stands in front of. */
export const unguarded: Stop = at(["agent", "model-deployment"], (resource, graph) =>
  lacks(graph, resource, "guarded-by"),
);

export const sensitiveStore: Stop = at(
  ["data-store", "dataset"],
  ({ derived }) => derived?.sensitivity?.level === "sensitive",
);

/** Identities whose permissions name no particular resource. */
export const powerful: Stop = at(
  "identity",
  ({ derived }) => derived?.privilege?.level === "broad" || derived?.privilege?.level === "admin",
);

/** Agents, and compute that calls a model, an agent or an AI service. */
export const aiCaller: Stop = at(["agent", "compute"], (resource, graph) =>
  classOf(resource.type) === "agent" ? true : callsModel(graph, resource.key),
);

const modelClasses = ["ai-service", "model", "model-deployment", "agent"] as const;

export const callsModel = (graph: ResourceGraph, key: string): boolean =>
  graph
    .edges(key, "invokes")
    .some(({ resource }) => modelClasses.some((wanted) => isOfClass(resource, wanted)));
