import { attackPaths } from "#lib/correlation/attack-paths/registry.ts";
import { findPaths, type Search } from "#lib/correlation/find-paths.ts";
import type { AttackPath } from "#lib/domain/attack-path.ts";
import type { Derived } from "#lib/domain/derived.ts";
import { ResourceGraph, type Gap } from "#lib/domain/graph.ts";
import type { Relationship, RelationshipKind } from "#lib/domain/relationship.ts";
import type { FacetsOf, ResourceClass } from "#lib/domain/resource-class.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { createResource } from "#tests/factories/resource.ts";

/** A hand-built estate in which an attack path is looked for, and the small changes that end it. */
export type ShapeEstate = {
  resources: readonly Resource[];
  relationships: readonly Relationship[];
  gaps?: readonly Gap[];
};
export type Change = (estate: ShapeEstate) => ShapeEstate;

export const denied: Unknown = {
  reason: "denied",
  call: "service:Describe",
  permission: "service:Describe",
  message: "Denied",
};

export const shapeOf = (id: string): AttackPath => {
  const shape = attackPaths.find((known) => known.id === id);
  if (!shape) throw new Error(`No shape ${id}`);
  return shape;
};

/** `"fn runs-as role"` as an edge. */
export function edge(text: string): Relationship {
  const [from, kind, to] = text.split(" ");
  if (!from || !kind || !to) throw new Error(`Not an edge: ${text}`);
  // Safe because a kind that does not exist finds no path, which every estate is tried for.
  return { from, kind: kind as RelationshipKind, to };
}
export const edges = (...texts: string[]): Relationship[] => texts.map(edge);

export const search = (id: string, { resources, relationships, gaps = [] }: ShapeEstate): Search =>
  findPaths(new ResourceGraph(resources, relationships, gaps), [shapeOf(id)]);
export const pathsIn = (id: string, estate: ShapeEstate): string[] =>
  search(id, estate).paths.map(({ keys }) => keys.join(" "));
export const undecidedIn = (id: string, estate: ShapeEstate): string[] =>
  search(id, estate).undecided.map(({ resourceKey }) => resourceKey);

/** Changes, each a value, so that a table of them reads as what is different. */
export const unchanged: Change = (estate) => estate;
export const without =
  (...keys: string[]): Change =>
  (estate) => ({ ...estate, resources: estate.resources.filter(({ key }) => !keys.includes(key)) });
export const cut =
  (...texts: string[]): Change =>
  (estate) => ({
    ...estate,
    relationships: estate.relationships.filter(
      ({ from, kind, to }) => !texts.includes(`${from} ${kind} ${to}`),
    ),
  });
export const joined =
  (...texts: string[]): Change =>
  (estate) => ({ ...estate, relationships: [...estate.relationships, ...edges(...texts)] });
export const turned =
  (text: string): Change =>
  (estate) => {
    const { from, kind, to } = edge(text);
    return {
      ...cut(text)(estate),
      relationships: [...cut(text)(estate).relationships, { from: to, kind, to: from }],
    };
  };
export const put =
  (...resources: Resource[]): Change =>
  (estate) => ({
    ...without(...resources.map(({ key }) => key))(estate),
    resources: [...without(...resources.map(({ key }) => key))(estate).resources, ...resources],
  });
export const gapIn =
  (...produces: RelationshipKind[]): Change =>
  (estate) => ({
    ...estate,
    gaps: [...(estate.gaps ?? []), { account: "111122223333", region: null, produces, unknown: denied }],
  });
export const all =
  (...changes: Change[]): Change =>
  (estate) =>
    changes.reduce((changed, change) => change(changed), estate);

/** A resource with every facet stated, derived facts, and what of it is unknown. */
export const made = <C extends ResourceClass>(
  wanted: C,
  key: string,
  facets: Partial<FacetsOf<C>> = {},
  derived: Derived = {},
  unknown: readonly string[] = [],
): Resource => {
  const resource = createResource(wanted, key, facets, { derived });
  if (unknown.length === 0) return resource;
  return { ...resource, unknown: Object.fromEntries(unknown.map((fact) => [fact, denied])) };
};
export const privilege = (level: "admin" | "broad" | "scoped" | "none"): Derived => ({
  privilege: { level, reasons: [] },
});
export const reach = (how: "anyone" | "credential" | "internal"): Derived => ({
  exposure: { reach: how, via: [], reasons: [] },
});
export const sensitivity = (level: "sensitive" | "internal" | "public" | "unclassified"): Derived => ({
  sensitivity: { level, dataClasses: [], reasons: [] },
});

/** One change to an estate, and what is found after it: the paths' keys and, where given, what is undecided. */
export type Row = readonly [
  name: string,
  change: Change,
  paths?: readonly string[],
  undecided?: readonly string[],
];
/** As named columns for `test.each`; a row that names no path expects none. */
export const outcomes = (id: string, estate: ShapeEstate, rows: readonly Row[]) =>
  rows.map(([name, change, paths = [], undecided = []]) => ({
    name,
    found: () => {
      const changed = change(estate);
      return { paths: pathsIn(id, changed).toSorted(), undecided: undecidedIn(id, changed) };
    },
    expected: { paths: paths.toSorted(), undecided: [...undecided] },
  }));
