import type { Check, Outcome } from "#lib/domain/check.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource, ResourceType } from "#lib/domain/resource.ts";

export type Evaluation = { check: Check; resource: Resource; outcome: Outcome };

/** The checks of each resource type, so that no resource is asked what cannot apply to it. */
function checksByType(checks: readonly Check[]): ReadonlyMap<ResourceType, readonly Check[]> {
  const byType = new Map<ResourceType, Check[]>();
  for (const check of checks)
    for (const type of check.appliesTo) {
      const found = byType.get(type);
      if (found) found.push(check);
      else byType.set(type, [check]);
    }
  return byType;
}

/** Runs every check on each of `resources` that it applies to; by default on all there are. */
export function* evaluate(
  checks: readonly Check[],
  graph: ResourceGraph,
  resources: Iterable<Resource> = graph.nodes,
): Generator<Evaluation> {
  const byType = checksByType(checks);
  for (const resource of resources)
    for (const check of byType.get(resource.type) ?? [])
      yield { check, resource, outcome: check.evaluate(resource, graph) };
}
