import type pg from "pg";

import { EdgeColumns, Links, type NodeKeys } from "#lib/domain/graph-links.ts";
import { relationshipKinds, type RelationshipKind } from "#lib/domain/relationship.ts";
import { readInParts } from "./read-in-parts.ts";

const query = `
  SELECT "fromKey", kind, "toKey", reason
  FROM "Relationship" WHERE "organizationId" = $1 AND "validTo" IS NULL AND NOT ($2::boolean AND "collectionId" IS NULL)
  ORDER BY "fromKey", kind, "toKey"`;

/** Relationships between those nodes, straight into columns: there is never an object for each. */
export async function readLinks(
  client: pg.PoolClient,
  organizationId: string,
  keys: NodeKeys,
  relationships: "all" | "collected",
  signal?: AbortSignal,
): Promise<Links> {
  const columns = new EdgeColumns(keys);
  for await (const rows of readInParts(
    client,
    query,
    [organizationId, relationships === "collected"],
    signal,
  ))
    for (const [from, kind, to, reason] of rows) {
      if (!from || !kind || !to || !isKnownKind(kind)) continue;
      columns.add({ from, kind, to, ...(reason === null || reason === undefined ? {} : { reason }) });
    }
  return Links.ofColumns(keys, columns);
}

const knownKinds: ReadonlySet<string> = new Set(relationshipKinds);
const isKnownKind = (kind: string): kind is RelationshipKind => knownKinds.has(kind);
