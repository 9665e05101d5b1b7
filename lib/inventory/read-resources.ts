import type pg from "pg";

import { readInParts } from "./read-in-parts.ts";
import { ResourceRows, type ReadResources } from "./resource-rows.ts";

/** Of more resources than this, whoever derives from them remembers nothing that goes by their hashes. */
export const hashedMax = 300_000;

/** What of an inventory is read. */
export type Reading = {
  /** `collected` leaves out what was derived, as whoever derives it anew must. */
  what: "all" | "collected";
  /** From so many resources on they are kept packed. */
  packedFrom: number;
};

const present = `FROM "Resource" WHERE "organizationId" = $1 AND "removedAt" IS NULL`;

/** Resources as objects, or packed where there are many. */
export async function readResources(
  client: pg.PoolClient,
  organizationId: string,
  { what, packedFrom }: Reading,
  signal?: AbortSignal,
): Promise<ReadResources> {
  const counted = await client.query<{ count: number }>(`SELECT count(*)::int AS count ${present}`, [
    organizationId,
  ]);
  const count = counted.rows[0]?.count ?? 0;
  const read = new ResourceRows({
    count,
    isPacked: count >= packedFrom,
    hasNames: what === "all" || count <= hashedMax,
  });
  const derived = what === "all" ? "nullif(derived, '{}')::text" : "NULL";
  const query = `SELECT ${read.parts}, ${derived} ${present} ORDER BY key`;
  for await (const rows of readInParts(client, query, [organizationId], signal))
    for (const row of rows) read.add(row);
  return read.end();
}
