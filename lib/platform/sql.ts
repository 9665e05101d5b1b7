import type pg from "pg";
import { z } from "zod";

import { Prisma } from "./generated/client.ts";
import { isUuid } from "./id.ts";
import { readInOrganization, type Scope, type Tx } from "./transaction.ts";

/** Tagged template for SQL with parameters; nests, so conditions can be values. */
export const sql = Prisma.sql;
export const joinSql = Prisma.join;
export type Sql = Prisma.Sql;

/** `LIMIT` as part of the text: as a parameter it would keep Postgres from planning a statement once. */
export const limitTo = (count: number): Sql => Prisma.raw(`LIMIT ${Math.trunc(count)}`);

/** Rows of a hand-written query, each parsed by `schema`, so that a renamed column fails here and not on a page. */
export async function queryRows<Row>(
  tx: Tx | pg.ClientBase,
  schema: z.ZodType<Row>,
  query: Sql,
): Promise<Row[]> {
  const rows: unknown =
    "$queryRaw" in tx ? await tx.$queryRaw(query) : (await tx.query(query.text, query.values)).rows;
  return z.array(schema).parse(rows);
}

/** A hand-written change; tells how many rows it made or changed. */
export async function execute(tx: Tx | pg.ClientBase, query: Sql): Promise<number> {
  if ("$executeRaw" in tx) return tx.$executeRaw(query);
  return (await tx.query(query.text, query.values)).rowCount ?? 0;
}

/** As `queryRows`, for one reading statement of its own: without the query engine it answers in a third of the time. */
export async function readRows<Row>(
  scope: Scope,
  schema: z.ZodType<Row>,
  query: Sql,
  plan?: { planOnce: boolean },
): Promise<Row[]> {
  return z.array(schema).parse(await readInOrganization(scope, query.text, query.values, plan));
}

/** Whether the conditions ask by nothing but the organization, so that one plan serves every one of them. */
export const asksByOrganization = (organizationId: string, conditions: readonly Sql[]): boolean =>
  conditions.every(({ values }) => values.every((value) => value === organizationId));

/** `AND`s the conditions that are given. */
export const allOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`TRUE` : joinSql([...conditions], " AND ");

/** A filter by id that can name nothing admits nothing, rather than everything. */
export function byId(text: string, condition: (id: string) => Sql): Sql[] {
  if (text === "") return [];
  return [isUuid(text) ? condition(text) : sql`FALSE`];
}

/** Text as LIKE takes it for itself. */
export const likeLiteral = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** Lowered by the database on both sides: what it does not take for a letter is compared as it is. */
export const contains = (column: Sql, text: string): Sql =>
  sql`lower(${column}) LIKE lower(${`%${likeLiteral(text)}%`})`;

/** Shorter texts no index can look up, and most rows have: those are met in the list's own order. */
const trigram = 3;

/** Rows whose name holds `text`, found by `search`, a function of `prisma/search.sql`, wherever an index can help. */
export const named = (row: { id: Sql; name: Sql; search: Sql }, text: string): Sql =>
  text.length < trigram
    ? contains(row.name, text)
    : sql`${row.id} IN (SELECT ${row.search}(lower(${`%${likeLiteral(text)}%`})))`;
