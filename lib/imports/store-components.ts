import type pg from "pg";

import { execute, sql } from "#lib/platform/sql.ts";
import { matchOf } from "./match-resources.ts";

/** The parts that the scope's newest bill names; those of the one before that it no longer names are gone. */
export async function storeComponents(
  client: pg.ClientBase,
  organizationId: string,
  { scopeId, closes, at }: { scopeId: string; closes: boolean; at: Date },
): Promise<number> {
  await client.query("ANALYZE staged_component");
  if (closes)
    await execute(
      client,
      sql`DELETE FROM "ImportedComponent" c
      WHERE c."organizationId" = ${organizationId}::uuid AND c."scopeId" = ${scopeId}::uuid
        AND NOT EXISTS (SELECT 1 FROM staged_component s WHERE s.identity = c.identity)`,
    );
  return execute(
    client,
    sql`INSERT INTO "ImportedComponent" (id, "organizationId", "scopeId", identity, kind, name, version, publisher,
      reference, licenses, facts, "subjectName", "resourceId", "firstSeenAt")
    SELECT DISTINCT ON (s.identity) s.id, ${organizationId}::uuid, ${scopeId}::uuid, s.identity, s.kind, s.name, s.version, s.publisher,
      s.reference, s.licenses, s.facts, s."subjectName", m."resourceId", ${at}::timestamptz
    FROM staged_component s LEFT JOIN (${matchOf(sql`staged_component`)}) m ON m.row = s.row
    ORDER BY s.identity, s.row
    ON CONFLICT ("organizationId", "scopeId", identity) DO UPDATE SET publisher = excluded.publisher, licenses = excluded.licenses,
      facts = excluded.facts, "subjectName" = excluded."subjectName", "resourceId" = excluded."resourceId"`,
  );
}
