import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { EstateGrant } from "#lib/permissions/access.ts";

import type { FoundPath } from "./find-paths.ts";
import type { Reached } from "./generic-reach/find-reach.ts";
import type { PathStory } from "./path-story.ts";
import { indexOfKind } from "./search/automaton.ts";

/** What one search found, for the next to go on from. */
export type SearchMemory = {
  stories: readonly PathStory[];
  byStory: ReadonlyMap<string, StoryMemory>;
  around: Around;
};

export type StoryMemory = {
  /** Of a shape: its paths, before others cover them. */
  told: readonly FoundPath[];
  /** Of generic reach. */
  reached: readonly Reached[];
  /** By stop the keys of what could not be decided. */
  undecided: ReadonlyMap<number, readonly string[]>;
  isCut: boolean;
};

/** What conditions may read beside the resource they are asked about, and edges that no resource has as its own. */
export type Around = {
  gaps: string;
  accounts: string;
  /** Estate-wide grants by kind, in the order of their holders. */
  grants: ReadonlyMap<number, string>;
};

export function aroundOf(
  { gaps }: Pick<ResourceGraph, "gaps">,
  accounts: readonly string[],
  estateGrants: readonly EstateGrant[],
): Around {
  const byKind = Map.groupBy(estateGrants, ({ kind }) => indexOfKind(kind));
  return {
    gaps: JSON.stringify(gaps),
    accounts: accounts.toSorted().join("\n"),
    grants: new Map(
      [...byKind].map(([kind, grants]) => [
        kind,
        grants
          .map(({ identityKey, extent, reason }) => `${identityKey}\n${extent}\n${reason}`)
          .toSorted()
          .join("\n"),
      ]),
    ),
  };
}

/** Kinds whose estate-wide grants are not what they were, one bit each: who holds one may have another, or a new denial. */
export function changedGrants(
  before: Around,
  now: Around,
  estateGrants: readonly EstateGrant[],
  changed: Pick<ReadonlySet<string>, "has">,
): number {
  let kinds = 0;
  for (const kind of new Set([...before.grants.keys(), ...now.grants.keys()]))
    if (before.grants.get(kind) !== now.grants.get(kind)) kinds |= 1 << kind;
  for (const { kind, identityKey } of estateGrants)
    if (changed.has(identityKey)) kinds |= 1 << indexOfKind(kind);
  return kinds;
}
