import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { ResourceType } from "#lib/domain/resource.ts";

/** Whether all of a type were read in the subscription of that id, so that what is not there does not exist. */
export function areAllRead(graph: ResourceGraph, id: string, type: ResourceType): boolean {
  const subscription = /^\/subscriptions\/([^/]+)\//.exec(id)?.[1] ?? "";
  return !graph.gaps.some(({ account, produces }) => account === subscription && produces.includes(type));
}
