import type { AttackPath } from "#lib/domain/attack-path.ts";

import type { FoundPath } from "./find-paths.ts";

/** A path that another one, of a shape that says more, contains from its start, or from what identifies it, is told once. */
export function withoutCovered(paths: readonly FoundPath[], shapes: readonly AttackPath[]): FoundPath[] {
  const byShape = Map.groupBy(paths, ({ pathId }) => pathId);
  const covered = new Set(
    shapes.flatMap(({ id, covers }) =>
      covers.length === 0
        ? []
        : (byShape.get(id) ?? []).flatMap(({ keys, startKey }) =>
            covers.flatMap((less) =>
              [...new Set([keys[0], startKey])].flatMap((start) =>
                keys.map((key) => `${less}\n${start}\n${key}`),
              ),
            ),
          ),
    ),
  );
  return paths.filter(({ pathId, keys }) => !covered.has(`${pathId}\n${keys[0]}\n${keys.at(-1)}`));
}
