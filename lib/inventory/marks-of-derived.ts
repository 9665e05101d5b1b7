import type { Derived } from "#lib/domain/derived.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { classOf } from "#lib/domain/resource.ts";
import { isSameJson } from "#lib/domain/same-json.ts";
import { attentionOf } from "./attention.ts";
import type { Derivation } from "./derive.ts";
import { listDifference } from "./list-difference.ts";
import { jsonbText, Marks } from "./stored-marks.ts";

export type Facts = Pick<Derivation, "graph" | "factsByKey">;
export type ToldDerivation = Facts & Pick<Derivation, "relationships">;
type DerivedMarks = { edges: Marks; facts: Marks };

const known = new WeakMap<Facts["factsByKey"], DerivedMarks>();

/**
 * Made once for a derivation: one that is kept is stored again and again. Where those of the one before are known, they
 * are made of them, by what differs.
 */
export function marksOfDerived(derived: ToldDerivation, before: ToldDerivation | null): DerivedMarks {
  const made = known.get(derived.factsByKey);
  if (made) return made;
  const marksBefore = before && known.get(before.factsByKey);
  const marks = {
    edges: (marksBefore && edgesAgain(derived, before, marksBefore.edges)) ?? edgeMarks(derived),
    facts: (marksBefore && factsAgain(derived, before, marksBefore.facts)) ?? factMarks(derived),
  };
  known.set(derived.factsByKey, marks);
  return marks;
}

type EdgeRow = [from: string, kind: string, to: string, reason: string | null];
const edgeRow = ({ from, kind, to, reason }: Relationship): EdgeRow => [from, kind, to, reason ?? null];

function edgeMarks({ relationships }: ToldDerivation): Marks {
  const marks = new Marks();
  for (const edge of relationships) marks.add(...edgeRow(edge));
  return marks;
}

const isSameEdge = (one: Relationship, other: Relationship): boolean =>
  one.from === other.from && one.to === other.to && one.kind === other.kind && one.reason === other.reason;

function edgesAgain(derived: ToldDerivation, before: ToldDerivation, marksBefore: Marks): Marks | null {
  const difference = listDifference(before.relationships, derived.relationships, isSameEdge);
  if (!difference) return null;
  const marks = marksBefore.copy();
  for (const edge of difference.gone) marks.remove(...edgeRow(edge));
  for (const edge of difference.fresh) marks.add(...edgeRow(edge));
  return marks;
}

export type FactRow = { key: string; derived: Derived; attention: number };

export function* factRows(
  { graph, factsByKey }: Facts,
  isWanted: (key: string) => boolean = () => true,
): Generator<FactRow> {
  for (const { key } of graph.nodes) {
    const row = isWanted(key) ? factRow({ graph, factsByKey }, key) : null;
    if (row) yield row;
  }
}

function factRow({ graph, factsByKey }: Facts, key: string): FactRow | null {
  const [resource, derived] = [graph.get(key), factsByKey.get(key)];
  return resource && derived
    ? { key, derived, attention: attentionOf(classOf(resource.type), derived) }
    : null;
}

const told = ({ key, derived, attention }: FactRow): [key: string, facts: string, attention: string] => [
  key,
  jsonbText(derived),
  String(attention),
];

function factMarks(derived: Facts): Marks {
  const marks = new Marks();
  for (const row of factRows(derived)) marks.add(...told(row));
  return marks;
}

function factsAgain(derived: Facts, before: Facts, marksBefore: Marks): Marks {
  const marks = marksBefore.copy();
  for (const row of factRows(derived)) {
    const was = factRow(before, row.key);
    if (was && was.attention === row.attention && isSameJson(was.derived, row.derived)) continue;
    if (was) marks.remove(...told(was));
    marks.add(...told(row));
  }
  for (const row of factRows(before, (key) => derived.graph.get(key) === undefined))
    marks.remove(...told(row));
  return marks;
}
