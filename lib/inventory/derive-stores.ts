import { isAi, mayInvokeModels } from "#lib/domain/ai-use.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { isOfClass, type Resource } from "#lib/domain/resource.ts";

import { known } from "#lib/domain/unknown.ts";

/**
 * Databases and caches where code that works with AI keeps what it grounds answers on, from the host names its
 * settings hold. Of other code nothing is said: whoever has a database would have an index.
 */
export function deriveStoresByHost(graph: ResourceGraph, calls: readonly Relationship[]): Relationship[] {
  const byHost = storesByHost(graph);
  if (byHost.size === 0) return [];
  const callsAi = new Set(calls.filter(({ to }) => isAiKey(graph, to)).map(({ from }) => from));
  return graph.ofClass("compute").flatMap((code) => {
    const stores = (known(() => code.facets.calledHosts) ?? []).flatMap((host) =>
      (byHost.get(host.toLowerCase()) ?? []).map((store) => ({ host, store })),
    );
    if (stores.length === 0 || !(callsAi.has(code.key) || worksWithAi(graph, code.key))) return [];
    return stores.map(({ host, store }) => ({
      from: code.key,
      kind: "indexes-into" as const,
      to: store.key,
      reason: `A setting of ${code.name} names ${host}`,
    }));
  });
}

function storesByHost(graph: ResourceGraph): ReadonlyMap<string, readonly Resource[]> {
  const byHost = new Map<string, Resource[]>();
  for (const store of graph.ofClass("data-store"))
    for (const host of known(() => store.facets.hosts) ?? []) {
      const name = host.toLowerCase();
      byHost.set(name, [...(byHost.get(name) ?? []), store]);
    }
  return byHost;
}

function isAiKey(graph: ResourceGraph, key: string): boolean {
  const resource = graph.get(key);
  return resource !== undefined && isAi(resource);
}

function worksWithAi(graph: ResourceGraph, key: string): boolean {
  const used = (["invokes", "grounded-on"] as const).flatMap((kind) => graph.edges(key, kind));
  if (used.some(({ resource }) => isAi(resource))) return true;
  const asTool = graph.edgesInto(key, "invokes").some(({ resource }) => isOfClass(resource, "agent-tool"));
  if (asTool) return true;
  return graph.edges(key, "runs-as").some(({ resource }) => known(() => mayInvokeModels(resource)) === true);
}
