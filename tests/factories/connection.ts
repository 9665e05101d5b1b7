import type { Context } from "#lib/access/context.ts";
import { syncConnection } from "#lib/inventory/sync-connection.ts";
import { systemDb } from "#lib/platform/db.ts";
import type { Connection, Sync } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/id.ts";
import { sealSecrets } from "#lib/inventory/connection-secrets.ts";
import { fakeConnector, type FakeScript } from "#tests/support/fake-connector.ts";

type Overrides = Partial<
  Pick<Connection, "mode" | "name" | "syncEveryMinutes" | "pausedAt" | "sealedSecrets">
>;

/** A live connection to the fake provider. */
export function createFakeConnection(ctx: Context, overrides: Overrides = {}): Promise<Connection> {
  const { organizationId } = ctx;
  const id = newId();
  const sealedSecrets = sealSecrets({ organizationId, id }, { password: "a secret" });
  return systemDb().connection.create({
    data: {
      id,
      organizationId,
      connectorId: "aws",
      name: `Connection ${id.slice(-4)}`,
      mode: "live",
      sealedSecrets,
      syncEveryMinutes: null,
      config: { user: "nacre" },
      ...overrides,
    },
  });
}

export const queueSync = ({ organizationId, id }: Connection): Promise<Sync> =>
  systemDb().sync.create({
    data: { id: newId(), organizationId, connectionId: id, state: "queued", fence: 0, requestedBy: "test" },
  });

/** Runs one whole sync against the scripted provider and returns how it ended. */
export async function syncOnce(
  ctx: Context,
  connection: Connection,
  script: FakeScript,
  signal: AbortSignal = new AbortController().signal,
): Promise<Sync> {
  const { id } = await queueSync(connection);
  await syncConnection(ctx, { connectionId: connection.id }, signal, () => fakeConnector(script));
  return systemDb().sync.findUniqueOrThrow({ where: { id } });
}
