import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import {
  CollectionView,
  ConnectionDetail,
  type ConnectionView,
  type DeniedView,
} from "#lib/contract/connections.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { Collection, Connection } from "#lib/platform/generated/client.ts";
import { connectionInOrganization } from "./connection-in-organization.ts";
import { deniedPermissions } from "./denied-permissions.ts";
import { findConnector } from "./find-connector.ts";
import { toViews } from "./list-connections.ts";
import { toProbeResult } from "./probe-result.ts";

/** One connection: its collections, what is denied, and what grants it. */
export async function getConnection(ctx: Context, id: string): Promise<ConnectionDetail> {
  requirePermission(ctx, "connection:read");
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const connection = await connectionInOrganization(tx, ctx, id);
    const [view] = await toViews(tx, ctx, [connection]);
    if (!view) throw new AppError("not-found", "There is no such connection.");
    const collections = await tx.collection.findMany({
      where: { organizationId, connectionId: id, state: { not: "skipped" } },
      orderBy: [{ title: "asc" }, { account: "asc" }, { region: "asc" }],
    });
    return toDetail(
      view,
      connection,
      collections.map(toCollectionView),
      await deniedPermissions(tx, ctx, id),
    );
  });
}

function toDetail(
  view: ConnectionView,
  connection: Connection,
  collections: CollectionView[],
  denied: DeniedView[],
): ConnectionDetail {
  const connector = findConnector(connection.connectorId);
  const permissions = connector.collectors.flatMap((collector) => collector.permissions);
  return ConnectionDetail.parse({
    ...view,
    config: z.record(z.string(), z.string()).parse(connection.config),
    hasSecrets: connection.sealedSecrets !== null,
    collections,
    denied,
    setup: connector.setup([...new Set(permissions)].toSorted()),
    probe: toProbeResult(connection, connector),
  });
}

const toCollectionView = (collection: Collection): CollectionView =>
  CollectionView.parse({
    ...collection,
    region: collection.region === "" ? null : collection.region,
    lastCompleteAt: collection.lastCompleteAt?.toISOString() ?? null,
  });
