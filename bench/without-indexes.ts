import type pg from "pg";

/**
 * Building an index over what is there takes a fraction of keeping it up to date row by row. What reads the inventory
 * as a whole uses the unique ones alone, so of a large one the others are not built again.
 */
export async function withoutIndexes(
  client: pg.PoolClient,
  table: string,
  onlyUnique: boolean,
  work: () => Promise<void>,
): Promise<void> {
  // The history of a table is a table of the same name in another schema.
  const indexes = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
     WHERE schemaname = 'public' AND tablename = $1 AND indexname <> $1 || '_pkey'`,
    [table],
  );
  for (const { name } of indexes.rows) await client.query(`DROP INDEX "${name}"`);
  await work();
  for (const { definition } of indexes.rows)
    if (!onlyUnique || definition.includes("UNIQUE")) await client.query(definition);
}
