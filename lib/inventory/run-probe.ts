import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { scopesOf } from "#lib/connectors/collect-all.ts";
import type { Connector, Probe } from "#lib/domain/connector.ts";
import { ConnectionError, ProviderError } from "#lib/domain/provider-call.ts";
import { connectionInOrganization } from "./connection-in-organization.ts";
import type { FindConnector } from "./find-connector.ts";
import { eachConcurrently } from "./in-turn.ts";
import { openConnection, type StoredConnection } from "./open-connection.ts";
import { probeCollector } from "./probe-collector.ts";
import type { StoredProbe } from "./probe-result.ts";
import { remedyFor } from "./remedy.ts";

const collectorsAtOnce = 6;

/** Tries each collector's first calls in one scope and stores, line by line, what is allowed. Writes no inventory. */
export async function runProbe(
  ctx: Context,
  connectionId: string,
  signal: AbortSignal,
  find: FindConnector,
): Promise<void> {
  requirePermission(ctx, "connection:write");
  const connection = await inTransaction(ctx, (tx) => connectionInOrganization(tx, ctx, connectionId));
  const probe = await probed(connection, find(connection.connectorId), signal);
  await inTransaction(ctx, async (tx) => {
    await connectionInOrganization(tx, ctx, connectionId);
    await tx.connection.update({ where: { id: connectionId }, data: { probe, probedAt: new Date() } });
  });
}

async function probed(
  connection: StoredConnection,
  connector: Connector,
  signal: AbortSignal,
): Promise<StoredProbe> {
  try {
    const transport = await openConnection(connection, connector, signal);
    const scopes = await connector.scopes(transport, signal);
    const lines = new Map<string, Probe[]>();
    await eachConcurrently(connector.collectors, collectorsAtOnce, async (collector) => {
      const [scope] = scopesOf(collector.per, scopes);
      if (scope) lines.set(collector.id, await probeCollector(transport, collector, scope, signal));
    });
    const probes = connector.collectors.flatMap(({ id }) => lines.get(id) ?? []);
    return { error: null, remedy: null, probes };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ConnectionError) return { error: error.message, remedy: error.remedy, probes: [] };
    if (error instanceof ProviderError)
      return { error: `${error.call}: ${error.message}`, remedy: remedyFor(error), probes: [] };
    throw error;
  }
}
