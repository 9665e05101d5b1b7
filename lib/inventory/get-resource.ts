import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { RelationshipView, ResourceDetail } from "#lib/contract/inventory.ts";
import { Derived } from "#lib/domain/derived.ts";
import { AppError } from "#lib/domain/errors.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { resourceInOrganization } from "./resource-in-organization.ts";
import { resourceColumns, ResourceRow, toResourceView, typeTitle } from "./resource-view.ts";

const relationshipsMax = 500;

const Document = z.object({
  tags: z.record(z.string(), z.string()).default({}),
  properties: z.record(z.string(), z.unknown()).default({}),
  facets: z.record(z.string(), z.unknown()).default({}),
  unknown: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});

/** Everything known of one resource: its document, its relationships both ways, and where it was read. */
export async function getResource(ctx: Context, id: string): Promise<ResourceDetail> {
  requirePermission(ctx, "inventory:read");
  return inTransaction(ctx, async (tx) => {
    const resource = await resourceInOrganization(tx, ctx, id);
    const [row] = await queryRows(
      tx,
      ResourceRow,
      sql`SELECT ${resourceColumns} FROM "Resource" r WHERE r."organizationId" = ${ctx.organizationId}::uuid AND r.id = ${id}::uuid`,
    );
    if (!row) throw new AppError("not-found", "There is no such resource.");
    const { unknown, ...document } = Document.parse(resource.document);
    return ResourceDetail.parse({
      ...toResourceView(row),
      ...document,
      unknown: Object.entries(unknown).map(([path, why]) => ({ path, ...why })),
      derived: resource.derived,
      relationships: await relationshipsOf(tx, ctx, resource.key),
      mentioned: await mentionedIn(tx, ctx, resource),
      source: await sourceOf(tx, ctx, resource),
    });
  });
}

const Edge = z.object({
  kind: z.string(),
  direction: z.enum(["out", "in"]),
  reason: z.string().nullable(),
  derived: z.boolean(),
  key: z.string(),
  id: z.string().nullable(),
  name: z.string(),
  type: z.string().nullable(),
  class: z.string().nullable(),
  layer: z.string().nullable(),
});

async function relationshipsOf(
  tx: Tx,
  { organizationId }: Context,
  key: string,
): Promise<RelationshipView[]> {
  const edges = await queryRows(
    tx,
    Edge,
    sql`SELECT edge.kind, edge.direction, edge.reason, edge.derived, edge.key, other.id,
        coalesce(other.name, edge.key) AS name, other.type, other.class, other.layer
      FROM (
        SELECT kind, 'out' AS direction, reason, "collectionId" IS NULL AS derived, "toKey" AS key FROM "Relationship"
        WHERE "organizationId" = ${organizationId}::uuid AND "fromKey" = ${key} AND "validTo" IS NULL
        UNION ALL
        SELECT kind, 'in', reason, "collectionId" IS NULL, "fromKey" FROM "Relationship"
        WHERE "organizationId" = ${organizationId}::uuid AND "toKey" = ${key} AND "validTo" IS NULL
      ) edge
      LEFT JOIN "Resource" other ON other."organizationId" = ${organizationId}::uuid AND other.key = edge.key
        AND other."removedAt" IS NULL
      ORDER BY edge.direction DESC, edge.kind, name, edge.key LIMIT ${relationshipsMax}`,
  );
  return edges.map(({ kind, direction, reason, derived, ...other }) =>
    RelationshipView.parse({
      kind,
      direction,
      reason,
      derived,
      other: { ...other, typeTitle: other.type === null ? null : typeTitle(other.type) },
    }),
  );
}

const Mentioned = z.object({ key: z.string(), id: z.string(), name: z.string(), type: z.string() });

/** A reason names a resource by its key, which is no way to tell a person about it. */
async function mentionedIn(
  tx: Tx,
  { organizationId }: Context,
  { key, derived }: { key: string; derived: unknown },
): Promise<ResourceDetail["mentioned"]> {
  const keys = Object.values(Derived.parse(derived))
    .flatMap((fact) => fact?.reasons ?? [])
    .flatMap(({ resourceKey }) => (resourceKey === null || resourceKey === key ? [] : [resourceKey]));
  if (keys.length === 0) return [];
  const rows = await queryRows(
    tx,
    Mentioned,
    sql`SELECT r.key, r.id, r.name, r.type FROM "Resource" r
      WHERE r."organizationId" = ${organizationId}::uuid AND r.key = ANY(${[...new Set(keys)]})`,
  );
  return rows.map(({ type, ...named }) => ({ ...named, typeTitle: typeTitle(type) }));
}

type Place = { connectionId: string; collectionId: string };

async function sourceOf(tx: Tx, { organizationId }: Context, { connectionId, collectionId }: Place) {
  const connection = await tx.connection.findFirstOrThrow({ where: { id: connectionId, organizationId } });
  const collection = await tx.collection.findFirstOrThrow({ where: { id: collectionId, organizationId } });
  return {
    connectionId,
    connectionName: connection.name,
    collectorId: collection.collectorId,
    collectorTitle: collection.title,
    state: collection.state,
    verifiedAt: collection.lastCompleteAt?.toISOString() ?? null,
  };
}
