import { jobContext } from "#lib/access/context.ts";
import type { Batch, Collector, Connector } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { syncConnection } from "#lib/inventory/sync-connection.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { estateBucket } from "./estate.ts";

const batchSize = 1_000;

export async function createBenchConnection(organizationId: string): Promise<string> {
  const id = newId();
  await systemDb().connection.create({
    data: { id, organizationId, connectorId: "gcp", name: "Bench", mode: "live", config: {} },
  });
  return id;
}

/** A whole sync of one connection, which has to end as complete. */
export async function syncOnce(
  organizationId: string,
  connectionId: string,
  connector: Connector,
): Promise<void> {
  const id = newId();
  await systemDb().sync.create({
    data: { id, organizationId, connectionId, state: "queued", fence: 0, requestedBy: "bench" },
  });
  const ctx = jobContext(organizationId, "bench");
  await syncConnection(ctx, { connectionId }, new AbortController().signal, () => connector);
  const sync = await systemDb().sync.findUniqueOrThrow({ where: { id } });
  if (sync.state !== "complete") throw new Error(`The sync ended as ${sync.state}: ${sync.error}`);
}

/** A source of buckets, each of which logs to another: made as they are asked for, so that they take no memory. */
export const bucketConnector = (count: number): Connector =>
  connectorOf(["gcp.storage.bucket", "logs-to"], async function* () {
    for (let at = 0; at < count; at += batchSize) {
      const resources = Array.from({ length: Math.min(batchSize, count - at) }, (_, n) =>
        estateBucket(at + n),
      );
      const relationships = resources.map(({ key }, n) => ({
        from: key,
        kind: "logs-to" as const,
        to: estateBucket((at + n + 1) % count).key,
      }));
      yield { resources, relationships };
    }
  });

export const listConnector = (
  resources: readonly Resource[],
  relationships: readonly Relationship[],
): Connector =>
  connectorOf(
    [...new Set([...resources.map(({ type }) => type), ...relationships.map(({ kind }) => kind)])],
    async function* () {
      for (let at = 0; at < resources.length; at += batchSize)
        yield { resources: resources.slice(at, at + batchSize), relationships: [] };
      for (let at = 0; at < relationships.length; at += batchSize)
        yield { resources: [], relationships: relationships.slice(at, at + batchSize) };
    },
  );

/** A source that answers at once, so that what is measured is ours. */
function connectorOf(produces: Collector["produces"], collect: () => AsyncIterable<Batch>): Connector {
  const collector: Collector = {
    id: "bench",
    title: "Bench",
    per: "account",
    produces,
    permissions: [],
    collect,
  };
  return {
    id: "gcp",
    title: "Bench",
    connect: async () => async () => ({}),
    scopes: async () => [{ account: "bench", region: null }],
    collectors: [collector],
    setup: () => [],
    // Safe because nothing is parsed: the connection of the bench has no credentials.
    credentials: { parse: () => ({}) } as unknown as Connector["credentials"],
  };
}
