import type { ResourceGraph } from "./graph.ts";
import type { RelationshipKind } from "./relationship.ts";
import { classOf, isOfClass, type Resource, type ResourceOfClass } from "./resource.ts";
import { aiClasses, type ResourceClass } from "./resource-class.ts";

/** Relationships by which an AI resource uses stored data: it reads it, learns from it, or leaves prompts in it. */
export const aiDataKinds = [
  "ingests",
  "trained-on",
  "grounded-on",
  "indexes-into",
  "stores-artifacts-in",
  "logs-to",
] as const satisfies readonly RelationshipKind[];

/** Relationships by which code comes to call a model, or to run one itself. */
export const aiCallKinds = ["invokes", "runs-as", "hosted-on"] as const satisfies readonly RelationshipKind[];

/** Relationships between an identity and the AI that acts as it. */
export const aiActorKinds = [
  "runs-as",
  "invokes",
  "hosted-on",
] as const satisfies readonly RelationshipKind[];

/** Relationships between an API and a model it fronts. */
export const aiRouteKinds = ["routes-to", ...aiCallKinds] as const satisfies readonly RelationshipKind[];

const ai: ReadonlySet<ResourceClass> = new Set(aiClasses);
export const isAi = (resource: Resource): boolean => ai.has(classOf(resource.type));

/** AI resources whose data is in this store, and code that works with AI and keeps an index there. */
export const aiUsersOfData = (graph: ResourceGraph, key: string): readonly Resource[] =>
  graph.readOnce(readUsersOfData, key);

function readUsersOfData(graph: ResourceGraph, key: string): Resource[] {
  const users: Resource[] = [];
  for (const kind of aiDataKinds)
    for (const user of graph.followBack(key, kind))
      if (isAi(user) || (kind === "indexes-into" && isOfClass(user, "compute"))) users.push(user);
  return users;
}

/** Whether code works for or with a model: it runs or calls one, an agent calls it, or its identity may invoke one. */
export const worksWithAi = (graph: ResourceGraph, key: string): boolean =>
  graph.readOnce(readWorksWithAi, key);

function readWorksWithAi(graph: ResourceGraph, key: string): boolean {
  if (graph.follow(key, "invokes").some(isAi)) return true;
  if (graph.followBack(key, "hosted-on").length > 0) return true;
  if (graph.followBack(key, "invokes").some((caller) => isOfClass(caller, "agent-tool"))) return true;
  return graph.follow(key, "runs-as").some(mayInvokeModels);
}

/** Whether what stands behind an API is a model, or code that works with one. */
export const frontsAi = (graph: ResourceGraph, key: string): boolean => graph.readOnce(readFrontsAi, key);

const readFrontsAi = (graph: ResourceGraph, key: string): boolean =>
  graph
    .follow(key, "routes-to")
    .some((target) => isAi(target) || (isOfClass(target, "compute") && worksWithAi(graph, target.key)));

/** AI resources, pipelines that make them, and code that works with AI, that act as this identity. */
export const aiActorsOf = (graph: ResourceGraph, identityKey: string): readonly Resource[] =>
  graph.readOnce(readActorsOf, identityKey);

const readActorsOf = (graph: ResourceGraph, identityKey: string): readonly Resource[] =>
  graph
    .followBack(identityKey, "runs-as")
    .filter(
      (actor) =>
        isAi(actor) ||
        isOfClass(actor, "pipeline") ||
        (isOfClass(actor, "compute") && worksWithAi(graph, actor.key)),
    );

export const mayInvokeModels = (resource: Resource | ResourceOfClass<ResourceClass>): boolean =>
  isOfClass(resource, "identity") &&
  resource.facets.grants.some(
    ({ effect, abilities }) => effect === "allow" && abilities.includes("invoke-model"),
  );
