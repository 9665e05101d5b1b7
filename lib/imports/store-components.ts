import { sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";

/** The parts that the scope's newest bill names; those of the one before that it no longer names are gone. */
export async function storeComponents(
  tx: Tx,
  organizationId: string,
  { scopeId, closes, at }: { scopeId: string; closes: boolean; at: Date },
): Promise<number> {
  if (closes)
    await tx.$executeRaw(sql`DELETE FROM "ImportedComponent" c
      WHERE c."organizationId" = ${organizationId}::uuid AND c."scopeId" = ${scopeId}::uuid
        AND NOT EXISTS (SELECT 1 FROM staged_component s WHERE s.identity = c.identity)`);
  return tx.$executeRaw(sql`INSERT INTO "ImportedComponent" (id, "organizationId", "scopeId", identity, kind, name, version, publisher,
      reference, licenses, facts, "subjectName", "resourceId", "firstSeenAt")
    SELECT s.id, ${organizationId}::uuid, ${scopeId}::uuid, s.identity, s.kind, s.name, s.version, s.publisher, s.reference, s.licenses,
      s.facts, s."subjectName", m."resourceId", ${at}
    FROM staged_component s
    LEFT JOIN LATERAL (
      SELECT i."resourceId" FROM unnest(s.keys) WITH ORDINALITY AS k(key, rank) JOIN import_match i ON i.key = k.key
      ORDER BY k.rank LIMIT 1
    ) m ON TRUE
    ON CONFLICT ("organizationId", "scopeId", identity) DO UPDATE SET publisher = excluded.publisher, licenses = excluded.licenses,
      facts = excluded.facts, "subjectName" = excluded."subjectName", "resourceId" = excluded."resourceId"`);
}
