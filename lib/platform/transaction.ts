import { hash } from "node:crypto";

import pg from "pg";

import { pastDb, pool, readers, systemDb } from "./db.ts";
import { Prisma } from "./generated/client.ts";

/** A transaction bound to one organization by row-level security. */
export type Tx = Prisma.TransactionClient;

/** Whose rows, and in the past only to read. A bare id is an organization now, changed by nobody in particular. */
export type Scope =
  | string
  | {
      organizationId: string;
      /** Reads what there was at this moment; nothing can be written. */
      asOf?: Date | undefined;
      /** Who changes rows, as their history tells it. */
      by?: string | undefined;
      /** Reads in this transaction instead of one of its own; see `inSnapshot`. */
      snapshot?: Snapshot | undefined;
    };

/** Answers single statements, all as of one moment. */
export type Snapshot = { read: (text: string, values: readonly unknown[]) => Promise<unknown[]> };

/**
 * Runs `work` in one transaction that can see and change rows of this organization only. What `work` throws rolls
 * everything back.
 */
export const inOrganization = <T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> =>
  (isPast(scope) ? pastDb() : systemDb()).$transaction(
    async (tx) => {
      const settings = settingsOf(scope).map(
        ([name, value]) => Prisma.sql`set_config(${name}, ${value}, true)`,
      );
      await tx.$executeRaw`SELECT ${Prisma.join(settings)}`;
      return work(tx);
    },
    { timeout: 60_000, maxWait: 10_000 },
  );

/** Begins a transaction that sees everything as of its first statement, and writes nothing. */
export const beginSnapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/** As `inOrganization`, on a bare connection: for COPY, set-based writes and large reads as of one moment. */
export async function inBulkTransaction<T>(
  scope: Scope,
  work: (client: pg.PoolClient) => Promise<T>,
  begin: "BEGIN" | typeof beginSnapshot = "BEGIN",
): Promise<T> {
  const client = await pool().connect();
  try {
    await client.query(bound(begin, scope));
    const result = await work(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    const broken = await client.query("ROLLBACK").then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw error;
  }
}

/**
 * One reading statement, as `inOrganization` would see it, in a single round trip. With `planOnce` a connection plans
 * the text once for all values, which is only for values that no plan depends on: an account with two findings is not
 * looked for like one with a million.
 */
export async function readInOrganization(
  scope: Scope,
  text: string,
  values: readonly unknown[],
  { planOnce = false }: { planOnce?: boolean } = {},
): Promise<unknown[]> {
  if (typeof scope === "object" && scope.snapshot) return scope.snapshot.read(text, values);
  const client = await readers().connect();
  const [begun, read, ended] = await Promise.allSettled([
    client.query(bound("BEGIN READ ONLY", scope)),
    // The past is read through other relations of the same names: a plan of the present is not for it.
    client.query({ text, values: [...values], ...(planOnce && !isPast(scope) ? prepared(text) : {}) }),
    client.query("COMMIT"),
  ]);
  client.release(begun.status === "rejected" || ended.status === "rejected");
  // What was read is given to nobody unless the organization was set before it.
  if (begun.status === "rejected") throw begun.reason;
  if (read.status === "rejected") throw read.reason;
  return read.value.rows;
}

/** A connection keeps each of them until it ends. */
const preparedMax = 100;
const namesOfTexts = new Map<string, string>();

function prepared(text: string): { name?: string } {
  const known = namesOfTexts.get(text);
  if (known !== undefined) return { name: known };
  if (namesOfTexts.size >= preparedMax) return {};
  // Of the text alone: what is bundled apart has this module twice, and shares the connections.
  const name = hash("sha256", text, "base64url");
  namesOfTexts.set(text, name);
  return { name };
}

/** One round trip for both; statements sent together take no parameters, so values are quoted. */
export const bound = (begin: string, scope: Scope): string =>
  `${begin}; SELECT ${settingsOf(scope)
    .map(([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`)
    .join(", ")}`;

const isPast = (scope: Scope): boolean => typeof scope === "object" && scope.asOf !== undefined;

function settingsOf(scope: Scope): [name: string, value: string][] {
  const { organizationId, asOf, by } =
    typeof scope === "string" ? { organizationId: scope, asOf: undefined, by: undefined } : scope;
  return [
    ["role", "nacre_app"],
    ["nacre.organization", organizationId],
    ...(by === undefined ? [] : [["nacre.by", by] satisfies [string, string]]),
    ...(asOf ? pastSettings(asOf) : []),
  ];
}

/** The views of `prisma/history.sql` stand before the tables, and Postgres refuses every write. */
const pastSettings = (asOf: Date): [string, string][] => [
  ["nacre.as_of", asOf.toISOString()],
  ["search_path", "past, public"],
  ["transaction_read_only", "on"],
];

/** Has the turn for as long as `work` lasts, whatever transactions it is done in. Those are not to take it themselves. */
export const holdingTurn = <T>(scope: Scope, turn: string, work: () => Promise<T>): Promise<T> =>
  inBulkTransaction(scope, async (client) => {
    await takeTurn(client, turn);
    return work();
  });

/** Waits until no other transaction has this turn, and has it until this one ends. */
export async function takeTurn(tx: Tx | pg.ClientBase, turn: string): Promise<void> {
  if ("$executeRaw" in tx) await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${turn}, 0))`;
  else await tx.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [turn]);
}
