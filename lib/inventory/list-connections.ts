import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { ConnectionView } from "#lib/contract/connections.ts";
import type { Connection, Sync } from "#lib/platform/generated/client.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { findConnector } from "./find-connector.ts";
import { toSyncView } from "./sync-view.ts";

/** Every connection with its newest sync and how much of it is known. */
export async function listConnections(ctx: Context): Promise<{ items: ConnectionView[] }> {
  requirePermission(ctx, "connection:read");
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const connections = await tx.connection.findMany({
      where: { organizationId, deletedAt: null },
      orderBy: [{ name: "asc" }, { id: "asc" }],
    });
    return { items: await toViews(tx, ctx, connections) };
  });
}

const Coverage = z.object({
  connectionId: z.string(),
  accounts: z.array(z.string()),
  resourceCount: z.number(),
  completeCount: z.number(),
  incompleteCount: z.number(),
  deniedCount: z.number(),
});

export async function toViews(
  tx: Tx,
  { organizationId }: Context,
  connections: readonly Connection[],
): Promise<ConnectionView[]> {
  const ids = connections.map(({ id }) => id);
  const coverage = await queryRows(
    tx,
    Coverage,
    sql`SELECT "connectionId", array_agg(DISTINCT account ORDER BY account) AS accounts,
        coalesce(sum("resourceCount"), 0)::int AS "resourceCount",
        count(*) FILTER (WHERE state = 'complete')::int AS "completeCount",
        count(*) FILTER (WHERE state <> 'complete')::int AS "incompleteCount",
        count(*) FILTER (WHERE state = 'denied')::int AS "deniedCount"
      FROM "Collection"
      WHERE "organizationId" = ${organizationId}::uuid AND "connectionId" = ANY(${ids}::uuid[]) AND state <> 'skipped'
      GROUP BY "connectionId"`,
  );
  const newest = await tx.sync.findMany({
    where: { organizationId, connectionId: { in: ids } },
    orderBy: [{ connectionId: "asc" }, { queuedAt: "desc" }],
    distinct: ["connectionId"],
  });
  const coverageById = new Map(coverage.map((row) => [row.connectionId, row]));
  const syncById = new Map(newest.map((sync) => [sync.connectionId, sync]));
  return connections.map((connection) =>
    toView(connection, coverageById.get(connection.id), syncById.get(connection.id)),
  );
}

const toView = (
  connection: Connection,
  coverage: z.infer<typeof Coverage> | undefined,
  sync: Sync | undefined,
): ConnectionView =>
  ConnectionView.parse({
    accounts: [],
    resourceCount: 0,
    completeCount: 0,
    incompleteCount: 0,
    deniedCount: 0,
    ...connection,
    ...coverage,
    connectorTitle: findConnector(connection.connectorId).title,
    pausedAt: connection.pausedAt?.toISOString() ?? null,
    createdAt: connection.createdAt.toISOString(),
    lastCompleteAt: connection.lastCompleteAt?.toISOString() ?? null,
    lastSync: sync ? toSyncView(sync) : null,
  });
