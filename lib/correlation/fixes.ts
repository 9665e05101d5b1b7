import type { AttackPath, Fix } from "#lib/domain/attack-path.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { compileGlob } from "#lib/inventory/glob.ts";

import type { FoundPath } from "./find-paths.ts";

/** A change to one resource that breaks a path. The same change on another path has the same id. */
export type PathFix = {
  id: string;
  aspect: string;
  resourceKey: string;
  resourceName: string;
  change: string;
  effort: Fix["effort"];
  /** Ids of the checks that cover it, of those given. */
  checkIds: readonly string[];
};

const naming = (graph: ResourceGraph, path: Pick<FoundPath, "keys" | "stops">) => (stop: number) => {
  const key = path.keys[path.stops[stop] ?? -1] ?? "";
  return { key, name: graph.get(key)?.name ?? key };
};

/** `text` with the names of the path's resources in the places of its stops. */
export function tell(text: string, graph: ResourceGraph, path: Pick<FoundPath, "keys" | "stops">): string {
  const at = naming(graph, path);
  return text.replaceAll(/\{(\d+)\}/g, (_, stop: string) => at(Number(stop)).name);
}

/** What breaks the path, in the order its shape ranks them. `openChecks` are open findings' checks by resource. */
export function fixesOf(
  shape: Pick<AttackPath, "fixes">,
  path: Pick<FoundPath, "keys" | "stops">,
  graph: ResourceGraph,
  openChecks: ReadonlyMap<string, readonly string[]> = new Map(),
): PathFix[] {
  const at = naming(graph, path);
  return shape.fixes.map(({ aspect, stop, change, effort, checks }) => {
    const { key, name } = at(stop);
    const globs = checks.map(compileGlob);
    return {
      id: `${aspect} ${key}`,
      aspect,
      resourceKey: key,
      resourceName: name,
      change: tell(change, graph, path),
      effort,
      checkIds: (openChecks.get(key) ?? []).filter((id) => globs.some((glob) => glob.matches(id))),
    };
  });
}
