import { isAi, worksWithAi } from "./ai-use.ts";
import type { ResourceGraph } from "./graph.ts";
import type { RelationshipKind } from "./relationship.ts";
import { isOfClass, type ResourceOfClass } from "./resource.ts";

/** Relationships by which a repository is seen to ship AI. */
export const aiSourceKinds = [
  "built-by",
  "invokes",
  "runs-as",
] as const satisfies readonly RelationshipKind[];

/** Whether a repository holds AI code, by its own signs or by what is built from it. */
export const shipsAi = (graph: ResourceGraph, { key, facets }: ResourceOfClass<"repository">): boolean =>
  facets.aiSigns.length > 0 ||
  graph
    .followBack(key, "built-by")
    .some((made) => isAi(made) || (isOfClass(made, "compute") && worksWithAi(graph, made.key)));
