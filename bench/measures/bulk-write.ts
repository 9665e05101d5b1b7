import type { Resource } from "#lib/domain/resource.ts";
import { copyRows } from "#lib/platform/copy.ts";
import { pool } from "#lib/platform/db.ts";
import { estateBucket } from "../estate.ts";
import { createBenchOrganization } from "../organization.ts";
import { resourceCells, resourceColumns } from "../resource-cells.ts";
import { listConnector, createBenchConnection, syncOnce } from "../sync.ts";
import { atLeast, median, repeated, round, timed, type Result } from "../measure.ts";

const resourceCount = 40_000;
const rounds = 3;

/** P1: a first sync against COPY of the same rows into the same indexed table. P2: the same sync again. */
export async function measureBulkWrite(): Promise<Result[]> {
  const resources = Array.from({ length: resourceCount }, (_, n) => estateBucket(n));
  const first: number[] = [];
  const again: number[] = [];
  const copied: number[] = [];
  for (let at = 0; at < rounds; at++) {
    copied.push(await timed(() => rawCopy(resources)));
    const sync = await preparedSync(resources);
    first.push(await timed(sync));
    again.push(median(await repeated(3, sync)));
  }
  const rate = (ms: number) => Math.round(resourceCount / (ms / 1000));
  const [copyMs, firstMs, againMs] = [median(copied), median(first), median(again)];
  return [
    {
      id: "P1",
      name: "First sync ÷ raw COPY of the same rows",
      ...atLeast(round(copyMs / firstMs), 0.6),
      detail: `${rate(firstMs)} against ${rate(copyMs)} resources/s, ${resourceCount} resources, with hashing and progress`,
    },
    {
      id: "P2",
      name: "Unchanged sync ÷ first sync",
      ...atLeast(round(firstMs / againMs), 8),
      detail: `${rate(againMs)} against ${rate(firstMs)} resources/s`,
    },
  ];
}

async function rawCopy(resources: readonly Resource[]): Promise<void> {
  const { organizationId } = await createBenchOrganization();
  const found = {
    organizationId,
    connectionId: organizationId,
    collectionId: organizationId,
    at: new Date(),
  };
  const rows = resources.map((resource) => resourceCells(resource, found));
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    const copyMs = await timed(() => copyRows(client, "Resource", resourceColumns, rows));
    await client.query("COMMIT");
    await client.query('DELETE FROM "Resource" WHERE "organizationId" = $1', [organizationId]);
    if (copyMs <= 0) throw new Error("The clock stood still");
  } finally {
    client.release();
  }
}

async function preparedSync(resources: readonly Resource[]): Promise<() => Promise<void>> {
  const { organizationId } = await createBenchOrganization();
  const connectionId = await createBenchConnection(organizationId);
  const connector = listConnector(resources, []);
  return () => syncOnce(organizationId, connectionId, connector);
}
