import type pg from "pg";

import { EdgeColumns, Links, type NodeKeys } from "#lib/domain/graph-links.ts";
import { relationshipKinds, type Relationship, type RelationshipKind } from "#lib/domain/relationship.ts";
import { readInParts } from "./read-in-parts.ts";
import { partSql } from "./stored-marks.ts";

const present = `FROM "Relationship" WHERE "organizationId" = $1 AND "validTo" IS NULL`;
const collected = `${present} AND "collectionId" IS NOT NULL`;

/** Relationships between those nodes, straight into columns: there is never an object for each. */
export async function readLinks(
  client: pg.PoolClient,
  organizationId: string,
  keys: NodeKeys,
  relationships: "all" | "collected",
  signal?: AbortSignal,
): Promise<Links> {
  const from = relationships === "collected" ? collected : present;
  const counted = await client.query<{ count: number }>(`SELECT count(*)::int AS count ${from}`, [
    organizationId,
  ]);
  const columns = new EdgeColumns(keys, counted.rows[0]?.count);
  for await (const part of read(client, from, [organizationId], signal))
    for (const relationship of part) columns.add(relationship);
  return Links.ofColumns(keys, columns);
}

/** Those that were collected, some at a time, of some parts by where they lead from. */
export const collectedInParts = (
  client: pg.PoolClient,
  organizationId: string,
  parts: readonly string[],
  signal?: AbortSignal,
): AsyncIterable<readonly Relationship[]> =>
  read(client, `${collected} AND ${partSql('"fromKey"')} = ANY($2)`, [organizationId, parts], signal);

async function* read(
  client: pg.PoolClient,
  from: string,
  values: readonly unknown[],
  signal?: AbortSignal,
): AsyncGenerator<readonly Relationship[]> {
  const query = `SELECT "fromKey", kind, "toKey", reason ${from} ORDER BY "fromKey", kind, "toKey"`;
  for await (const rows of readInParts(client, query, values, signal))
    yield rows.flatMap(([start, kind, end, reason]): Relationship[] => {
      if (!start || !kind || !end || !isKnownKind(kind)) return [];
      const edge = { from: start, kind, to: end };
      return [reason === null || reason === undefined ? edge : { ...edge, reason }];
    });
}

const knownKinds: ReadonlySet<string> = new Set(relationshipKinds);
const isKnownKind = (kind: string): kind is RelationshipKind => knownKinds.has(kind);
