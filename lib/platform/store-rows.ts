import { storableJson } from "./storable.ts";
import type { Tx } from "./transaction.ts";

/** Members are columns by name. A list is an array or JSON, as the column is. */
type StoredRow = Readonly<Record<string, unknown>>;

const rowsAtOnce = 2_000;

/** Adds rows by the thousand in one statement each. Table and columns are our own constants. */
export async function insertRows(tx: Tx, table: string, rows: readonly StoredRow[]): Promise<void> {
  const columns = columnsOf(rows);
  const read = columns.map((column) => `r.${column}`).join(", ");
  await eachPart(rows, (part) =>
    tx.$executeRawUnsafe(
      `INSERT INTO "${table}" (${columns.join(", ")}) SELECT ${read} FROM ${recordset(table)}`,
      part,
    ),
  );
}

/** Sets the other columns of the rows of an organization that have these ids. */
export async function updateRows(
  tx: Tx,
  table: string,
  organizationId: string,
  rows: readonly (StoredRow & { id: string })[],
): Promise<void> {
  const columns = columnsOf(rows).filter((column) => column !== '"id"');
  const changes = columns.map((column) => `${column} = r.${column}`).join(", ");
  await eachPart(rows, (part) =>
    tx.$executeRawUnsafe(
      `UPDATE "${table}" t SET ${changes} FROM ${recordset(table)} WHERE t.id = r.id AND t."organizationId" = $2::uuid`,
      part,
      organizationId,
    ),
  );
}

const recordset = (table: string): string => `jsonb_populate_recordset(NULL::"${table}", $1::jsonb) r`;

/** All rows have the members of the first. */
const columnsOf = ([first = {}]: readonly StoredRow[]): string[] =>
  Object.keys(first).map((column) => `"${column}"`);

/** So many at a time, in order. */
export function* partsOf<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

async function eachPart(rows: readonly StoredRow[], send: (part: string) => Promise<unknown>): Promise<void> {
  for (const part of partsOf(rows, rowsAtOnce)) await send(storableJson(JSON.stringify(part)));
}
