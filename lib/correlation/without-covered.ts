import type { AttackPath } from "#lib/domain/attack-path.ts";

import type { FoundPath } from "./find-paths.ts";

/** A path that another one, of a shape that says more, contains from its start, or from what identifies it, is told once. */
export function withoutCovered(paths: readonly FoundPath[], shapes: readonly AttackPath[]): FoundPath[] {
  const byShape = Map.groupBy(paths, ({ pathId }) => pathId);
  const lesser = new Set(shapes.flatMap(({ covers }) => covers));
  /** Only what begins where a lesser path does can contain one. */
  const starts = new Set(
    [...lesser].flatMap((id) => (byShape.get(id) ?? []).map(({ keys }) => keys[0] ?? "")),
  );
  const covered = new Set(
    shapes.flatMap(({ id, covers }) =>
      covers.length === 0
        ? []
        : (byShape.get(id) ?? []).flatMap(({ keys, startKey }) =>
            [...new Set([keys[0] ?? "", startKey])]
              .filter((start) => starts.has(start))
              .flatMap((start) => covers.flatMap((less) => keys.map((key) => `${less}\n${start}\n${key}`))),
          ),
    ),
  );
  return paths.filter(
    ({ pathId, keys }) => !lesser.has(pathId) || !covered.has(`${pathId}\n${keys[0]}\n${keys.at(-1)}`),
  );
}
