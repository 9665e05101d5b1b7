import type { Relationship, RelationshipKind } from "#lib/domain/relationship.ts";

/** Relationships from one resource to each distinct target that is there. */
export const edgesFrom =
  (from: string) =>
  (kind: RelationshipKind, ...targets: readonly (string | null | undefined)[]): Relationship[] =>
    [...new Set(targets)].flatMap((to) => (to ? [{ from, kind, to }] : []));
