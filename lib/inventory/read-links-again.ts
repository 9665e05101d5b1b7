import type pg from "pg";

import { EdgeColumns, Links, type NodeKeys } from "#lib/domain/graph-links.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { relationshipKinds, type Relationship } from "#lib/domain/relationship.ts";
import { collectedInParts } from "./read-links.ts";
import { partsByKey } from "./stored-marks.ts";

/** Collected relationships between those nodes: read of the parts, as they were of others. Null where that cannot be told. */
export async function readLinksAgain(
  client: pg.PoolClient,
  organizationId: string,
  keys: NodeKeys,
  before: ResourceGraph,
  parts: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<Links | null> {
  const fresh: Relationship[] = [];
  for await (const some of collectedInParts(client, organizationId, [...parts], signal)) fresh.push(...some);
  // The database orders keys otherwise than we do.
  if (fresh.some(({ from }, at) => from < (fresh[at - 1]?.from ?? ""))) return null;
  const partOf = partsByKey();
  const columns = new EdgeColumns(keys, before.out.targets.length + fresh.length);
  let next = 0;
  const addFresh = (isWanted: (from: string) => boolean) => {
    for (let one = fresh[next]; one && isWanted(one.from); one = fresh[++next]) columns.add(one);
  };
  const rows = new RowsBefore(before, keys);
  for (let node = 0; node < keys.count; node++) {
    const key = keys.keyOf(node);
    addFresh((from) => from < key);
    if (parts.has(partOf(key))) addFresh((from) => from === key);
    else rows.copy(key, node, columns);
  }
  addFresh(() => true);
  for (const loose of before.looseRelationships) if (!parts.has(partOf(loose.from))) columns.add(loose);
  columns.loose.sort(byPlace);
  return Links.ofColumns(keys, columns);
}

/** What led away from a resource before, by the numbers of now. */
class RowsBefore {
  readonly #before: ResourceGraph;
  readonly #numberNow: Int32Array;

  constructor(before: ResourceGraph, keys: NodeKeys) {
    this.#before = before;
    this.#numberNow = Int32Array.from(
      { length: before.keys.count },
      (_, node) => keys.indexByKey.get(before.keys.keyOf(node)) ?? -1,
    );
  }

  copy(key: string, node: number, columns: EdgeColumns): void {
    const index = this.#before.indexOf(key);
    if (index === undefined) return;
    const { offsets, targets, kinds, reasons } = this.#before.out;
    for (let at = offsets[index] ?? 0; at < (offsets[index + 1] ?? 0); at++) {
      const target = this.#numberNow[targets[at] ?? -1] ?? -1;
      const kind = kinds[at] ?? 0;
      if (target >= 0) columns.push(node, kind, target, reasons.at(at));
      else
        throw new Error(`${relationshipKinds[kind]} of ${key} leads to what is gone, and was not read again`);
    }
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const byPlace = (a: Relationship, b: Relationship): number =>
  compare(a.from, b.from) || compare(a.kind, b.kind) || compare(a.to, b.to);
