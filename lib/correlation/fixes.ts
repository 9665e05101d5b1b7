import type { Fix } from "#lib/domain/attack-path.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { compileGlob } from "#lib/inventory/glob.ts";

import type { FoundPath } from "./find-paths.ts";
import type { PathStory } from "./path-story.ts";

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

/** More resources than this to change at once are no single change. */
export const mostAlike = 4;

/**
 * What breaks the issue, in the order its shape ranks them. Where other entries or targets stand where the change is
 * made, it is told of all of them: made on one alone it breaks nothing. `openChecks` are open findings' checks by
 * resource.
 */
export function fixesOf(
  shape: Pick<PathStory, "fixes" | "hops" | "identity">,
  path: Pick<FoundPath, "keys" | "stops" | "otherEntries" | "otherTargets">,
  graph: ResourceGraph,
  openChecks: ReadonlyMap<string, readonly string[]> = new Map(),
): PathFix[] {
  const at = naming(graph, path);
  return shape.fixes.flatMap(({ aspect, stop, change, effort, checks }) => {
    const { key, name } = at(stop);
    const others = standingBeside(shape, path, stop);
    if (others.length > mostAlike) return [];
    const globs = checks.map(compileGlob);
    const alike = others.map((other) => graph.get(other)?.name ?? other).join(", ");
    return {
      id: [aspect, ...[key, ...others].toSorted()].join(" "),
      aspect,
      resourceKey: key,
      resourceName: name,
      change: `${tell(change, graph, path)}${alike === "" ? "" : `; the same for ${alike}`}`,
      effort,
      checkIds: [
        ...new Set(
          [key, ...others]
            .flatMap((changed) => openChecks.get(changed) ?? [])
            .filter((id) => globs.some((glob) => glob.matches(id))),
        ),
      ],
    };
  });
}

/** Resources over which the same issue would go on if the one at `stop` were changed. */
function standingBeside(
  { hops, identity }: Pick<PathStory, "hops" | "identity">,
  { otherEntries, otherTargets }: Pick<FoundPath, "otherEntries" | "otherTargets">,
  stop: number,
): readonly string[] {
  if (stop === 0 && identity.start > 0) return otherEntries;
  return stop === hops.length && identity.end < stop ? otherTargets : [];
}
