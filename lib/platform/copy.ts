import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

import { storableJson } from "./storable.ts";

export type Cell = string | number | bigint | boolean | Date | null | object;

/** A list of texts as a column of `text[]` takes it. */
export const textsCell = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(",")}}`;

const chunkCharacters = 64 * 1024;

/** Streams rows into `table` by COPY. Objects are written as JSON. Table and columns are our own constants. */
export async function copyRows(
  client: pg.PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
): Promise<void> {
  const names = columns.map((column) => `"${column}"`).join(", ");
  const target = client.query(copyFrom(`COPY "${table}" (${names}) FROM STDIN`));
  await pipeline(Readable.from(chunks(rows)), target);
}

/**
 * As `copyRows`, into a temporary table that statements join: nobody else gathers statistics of it, and without them a
 * join with a table that was filled a moment ago is planned as a loop over both.
 */
export async function stageRows(
  client: pg.PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
): Promise<void> {
  await copyRows(client, table, columns, rows);
  await client.query(`ANALYZE "${table}"`);
}

/**
 * Adds rows to a tenant table: Postgres refuses COPY straight into a table with row-level security, so they are staged
 * and inserted, which checks them against the policy.
 */
export async function copyInto(
  client: pg.PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
): Promise<void> {
  const names = columns.map((column) => `"${column}"`).join(", ");
  const staged = `staged_${table}`;
  await client.query(
    `CREATE TEMP TABLE "${staged}" ON COMMIT DROP AS SELECT ${names} FROM "${table}" WITH NO DATA`,
  );
  await copyRows(client, staged, columns, rows);
  await client.query(`INSERT INTO "${table}" (${names}) SELECT ${names} FROM "${staged}"`);
  await client.query(`DROP TABLE "${staged}"`);
}

function* chunks(rows: Iterable<readonly Cell[]>): Generator<string> {
  let chunk = "";
  for (const row of rows) {
    chunk += `${row.map(cellText).join("\t")}\n`;
    if (chunk.length < chunkCharacters) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}

function cellText(cell: Cell): string {
  if (cell === null) return "\\N";
  if (typeof cell === "number" || typeof cell === "bigint" || typeof cell === "boolean") return String(cell);
  if (cell instanceof Date) return cell.toISOString();
  const text =
    typeof cell === "string"
      ? cell.toWellFormed().replaceAll("\u0000", "")
      : storableJson(JSON.stringify(cell));
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("\t", "\\t")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r");
}
