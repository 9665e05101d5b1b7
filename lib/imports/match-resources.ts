import type pg from "pg";

import { execute, sql, type Sql } from "#lib/platform/sql.ts";

/**
 * Finds the resource that each staged row is about: by our key of it, for an image by its name or a digest that was
 * pulled for it, for an object of a cluster by its path where only one cluster has it, or the scope names the cluster.
 */
export async function matchResources(
  client: pg.ClientBase,
  organizationId: string,
  scope: string,
): Promise<void> {
  await execute(
    client,
    sql`CREATE TEMP TABLE import_match ON COMMIT DROP AS SELECT NULL::text AS key, NULL::uuid AS "resourceId" WHERE FALSE`,
  );
  await execute(
    client,
    sql`CREATE TEMP TABLE import_key ON COMMIT DROP AS
    SELECT DISTINCT unnest(keys) AS key FROM (SELECT keys FROM staged_finding UNION ALL SELECT keys FROM staged_component) k`,
  );
  await client.query("ANALYZE import_key");
  await execute(
    client,
    sql`INSERT INTO import_match
    SELECT r.key, r.id FROM import_key k JOIN "Resource" r
      ON r."organizationId" = ${organizationId}::uuid AND r.key = k.key AND r."removedAt" IS NULL`,
  );
  await execute(
    client,
    sql`INSERT INTO import_match
    SELECT DISTINCT ON (a.alias) a.alias, r.id FROM "Resource" r
    CROSS JOIN LATERAL (
      SELECT 'image:' || (r.document #>> '{properties,registry}') || '/' || (r.document #>> '{properties,repository}')
        || ':' || coalesce(r.document #>> '{properties,tag}', 'latest') AS alias
      UNION ALL
      SELECT 'digest:' || d FROM jsonb_array_elements_text(CASE
        WHEN jsonb_typeof(r.document #> '{properties,digests}') = 'array' THEN r.document #> '{properties,digests}' ELSE '[]' END) d
    ) a JOIN import_key k ON k.key = a.alias
    WHERE r."organizationId" = ${organizationId}::uuid AND r.class = 'image' AND r."removedAt" IS NULL
      AND EXISTS (SELECT 1 FROM import_key WHERE key LIKE 'image:%' OR key LIKE 'digest:%')
    ORDER BY a.alias, r.key`,
  );
  await execute(
    client,
    sql`INSERT INTO import_match
    SELECT k.key, min(r.id::text)::uuid FROM "Resource" r
      JOIN import_key k ON k.key = regexp_replace(r.key, '^k8s:[^/]+/', 'k8s:*/')
    WHERE r."organizationId" = ${organizationId}::uuid AND r.provider = 'kubernetes' AND r."removedAt" IS NULL
      AND EXISTS (SELECT 1 FROM import_key WHERE key LIKE 'k8s:*/%')
      AND (r.account = ${scope} OR NOT EXISTS (SELECT 1 FROM "Resource" o WHERE o."organizationId" = ${organizationId}::uuid
        AND o.provider = 'kubernetes' AND o.account = ${scope} AND o."removedAt" IS NULL))
    GROUP BY k.key HAVING count(*) = 1`,
  );
  await client.query("ANALYZE import_match");
}

/** Of each staged row that is about something known: what the first of its keys is known by. */
export const matchOf = (staged: Sql): Sql => sql`SELECT DISTINCT ON (s.row) s.row, i."resourceId"
  FROM ${staged} s CROSS JOIN LATERAL unnest(s.keys) WITH ORDINALITY AS k(key, rank) JOIN import_match i ON i.key = k.key
  ORDER BY s.row, k.rank, i."resourceId"`;
