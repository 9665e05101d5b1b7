import type pg from "pg";

import { EdgeColumns, Links, type NodeKeys } from "#lib/domain/graph-links.ts";
import { relationshipKinds, type RelationshipKind } from "#lib/domain/relationship.ts";
import { readInParts } from "./read-in-parts.ts";

const present = `
  FROM "Relationship" WHERE "organizationId" = $1 AND "validTo" IS NULL AND NOT ($2::boolean AND "collectionId" IS NULL)`;

/** Relationships between those nodes, straight into columns: there is never an object for each. */
export async function readLinks(
  client: pg.PoolClient,
  organizationId: string,
  keys: NodeKeys,
  relationships: "all" | "collected",
  signal?: AbortSignal,
): Promise<Links> {
  const values = [organizationId, relationships === "collected"];
  const counted = await client.query<{ count: number }>(`SELECT count(*)::int AS count ${present}`, values);
  const columns = new EdgeColumns(keys, counted.rows[0]?.count);
  const query = `SELECT "fromKey", kind, "toKey", reason ${present} ORDER BY "fromKey", kind, "toKey"`;
  for await (const rows of readInParts(client, query, values, signal))
    for (const [from, kind, to, reason] of rows) {
      if (!from || !kind || !to || !isKnownKind(kind)) continue;
      columns.add({ from, kind, to, ...(reason === null || reason === undefined ? {} : { reason }) });
    }
  return Links.ofColumns(keys, columns);
}

const knownKinds: ReadonlySet<string> = new Set(relationshipKinds);
const isKnownKind = (kind: string): kind is RelationshipKind => knownKinds.has(kind);
