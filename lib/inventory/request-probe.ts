import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { ProbeResult } from "#lib/contract/connections.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { connectionInOrganization } from "./connection-in-organization.ts";
import { findConnector } from "./find-connector.ts";
import { toProbeResult } from "./probe-result.ts";

/** Asks the worker, which alone opens secrets, to try the permissions of a connection. Poll `getProbe` for its answer. */
export async function requestProbe(ctx: Context, connectionId: string): Promise<ProbeResult> {
  requirePermission(ctx, "connection:write");
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const connection = await connectionInOrganization(tx, ctx, connectionId);
    const probeRequestedAt = new Date();
    await tx.connection.update({ where: { id: connectionId }, data: { probeRequestedAt } });
    await audit(tx, ctx, { action: "connection.probe", subjectType: "connection", subjectId: connectionId });
    await enqueue(tx, "inventory.probe", { organizationId, connectionId });
    return toProbeResult({ ...connection, probeRequestedAt }, findConnector(connection.connectorId));
  });
}

export async function getProbe(ctx: Context, connectionId: string): Promise<ProbeResult> {
  requirePermission(ctx, "connection:read");
  return inTransaction(ctx, async (tx) => {
    const connection = await connectionInOrganization(tx, ctx, connectionId);
    return toProbeResult(connection, findConnector(connection.connectorId));
  });
}
