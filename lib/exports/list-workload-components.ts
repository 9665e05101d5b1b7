import { z } from "zod";

import { inTransaction, requirePermission, scopeOf, type Context } from "#lib/access/context.ts";
import {
  WorkloadComponent,
  type ComponentList,
  type WorkloadComponentPage,
} from "#lib/contract/workload-components.ts";
import { componentKinds } from "#lib/domain/imported.ts";
import { isResourceType, titleOf } from "#lib/domain/resource.ts";
import { severities } from "#lib/domain/severity.ts";
import { decodeCursor, toPage } from "#lib/platform/cursor.ts";
import { limitTo, readRows, sql, type Sql } from "#lib/platform/sql.ts";
import { workloadInOrganization } from "#lib/workloads/workload-in-organization.ts";

const limitMax = 500;
/** What is made elsewhere, can be swapped for another, and has a version or a license. */
const ownClasses = ["model", "dataset", "image"];

const Row = WorkloadComponent.omit({ resource: true, worst: true }).extend({
  rank: z.number(),
  resourceId: z.string(),
  resourceName: z.string(),
  resourceType: z.string(),
  worstRank: z.number().nullable(),
});
type Row = z.infer<typeof Row>;

/** Models, data, images and packages of a workload with what is known to be wrong with each. Throws `not-found`. */
export async function listWorkloadComponents(
  ctx: Context,
  workloadId: string,
  { cursor, limit }: ComponentList,
): Promise<WorkloadComponentPage> {
  requirePermission(ctx, "workload:read");
  const after = cursor ? placeAfter(cursor) : sql`TRUE`;
  await inTransaction(ctx, (tx) => workloadInOrganization(tx, ctx, workloadId));
  const wanted = Math.min(Math.max(limit, 1), limitMax);
  const rows = await readRows(scopeOf(ctx), Row, componentsAfter(ctx, workloadId, after, wanted + 1));
  return toPage(rows, wanted, toComponent, ({ rank, name, id }) => [rank, name, id]);
}

function toComponent({ resourceId, resourceName, resourceType, worstRank, ...row }: Row): WorkloadComponent {
  const typeTitle = isResourceType(resourceType) ? titleOf(resourceType) : resourceType;
  return WorkloadComponent.parse({
    ...row,
    resource: { id: resourceId, name: resourceName, typeTitle },
    worst: worstRank === null ? null : (severities[worstRank] ?? null),
  });
}

const componentsAfter = (ctx: Context, workloadId: string, after: Sql, count: number): Sql => sql`
    WITH member AS (
      SELECT r.id, r.key, r.name, r.type, r.class, r.document FROM "WorkloadMember" m
      JOIN "Resource" r ON r."organizationId" = m."organizationId" AND r.key = m."resourceKey" AND r."removedAt" IS NULL
      WHERE m."organizationId" = ${ctx.organizationId}::uuid AND m."workloadId" = ${workloadId}::uuid
    ), component AS (
      SELECT 'resource:' || o.id AS id, CASE o.class WHEN 'model' THEN 'model' WHEN 'dataset' THEN 'dataset' ELSE 'container' END AS kind,
        o.name, coalesce(o.document #>> '{facets,version}', o.document #>> '{properties,tag}', '') AS version, '' AS reference,
        CASE WHEN o.document #>> '{properties,license}' <> '' THEN ARRAY[o.document #>> '{properties,license}'] ELSE '{}' END AS licenses,
        o.id AS "resourceId", o.name AS "resourceName", o.type AS "resourceType", NULL AS source,
        CASE WHEN jsonb_typeof(o.document #> '{facets,criticalVulnerabilityCount}') = 'number'
          THEN (o.document #>> '{facets,criticalVulnerabilityCount}')::numeric::int END AS "scannedCriticalCount"
      FROM member o WHERE o.class = ANY(${ownClasses})
      UNION ALL
      SELECT 'part:' || c.id, c.kind, c.name, c.version, c.reference, c.licenses, o.id, o.name, o.type, s.source, NULL
      FROM "ImportedComponent" c
      JOIN member o ON o.id = c."resourceId"
      JOIN "ImportScope" s ON s."organizationId" = c."organizationId" AND s.id = c."scopeId"
      WHERE c."organizationId" = ${ctx.organizationId}::uuid
    ), page AS (
      SELECT * FROM (SELECT *, array_position(${[...componentKinds]}::text[], kind) AS rank FROM component) ranked
      WHERE ${after} ORDER BY rank, name, id ${limitTo(count)}
    )
    SELECT page.*, coalesce(v.count, 0) AS "vulnerabilityCount", v.worst AS "worstRank" FROM page
    LEFT JOIN LATERAL (${vulnerabilities(ctx)}) v ON TRUE
    ORDER BY rank, name, id`;

const Place = z.tuple([
  z.int().min(1).max(componentKinds.length),
  z.string(),
  z.string().regex(/^(resource|part):[0-9a-f-]{36}$/),
]);

function placeAfter(cursor: string): Sql {
  const [rank, name, id] = decodeCursor(Place, cursor);
  return sql`(rank, name, id) > (${rank}::int, ${name}, ${id})`;
}

/** Of a part, those whose report names it and no other version; of a resource, all that are told of it. */
const vulnerabilities = (ctx: Context): Sql => sql`
  SELECT count(*)::int AS count, min(f."severityRank") AS worst FROM "Finding" f
  JOIN "ImportedRule" k ON k."organizationId" = f."organizationId" AND k."checkId" = f."checkId" AND k.kind = 'vulnerability'
  WHERE f."organizationId" = ${ctx.organizationId}::uuid AND f."resourceId" = page."resourceId"
    AND f.status IN ('open', 'in-progress')
    AND (page.source IS NULL OR f.evidence ->> 'component' IN (page.name, page.name || ' ' || page.version)
      OR (f.evidence ->> 'package' = page.name AND coalesce(f.evidence ->> 'installedVersion', '') IN ('', page.version)))`;
