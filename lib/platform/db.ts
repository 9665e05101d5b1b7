import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";

import { env } from "./env.ts";
import { PrismaClient } from "./generated/client.ts";
import { log } from "./log.ts";

type Connected = { prisma: PrismaClient; past: PrismaClient; pool: pg.Pool; readers: pg.Pool };

// Kept on globalThis because the development server loads modules again on each change.
const kept = globalThis as typeof globalThis & { nacreConnections?: Connected };

function connected(): Connected {
  kept.nacreConnections ??= open(env().DATABASE_URL);
  return kept.nacreConnections;
}

function open(connectionString: string): Connected {
  const pool = openPool({ connectionString, max: 10 });
  const readers = openPool({ connectionString, max: 5, pipeline: true });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const past = new PrismaClient({ adapter: new PrismaPg(pool, { schema: "past" }) });
  return { pool, readers, prisma, past };
}

function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ idleTimeoutMillis: 30_000, connectionTimeoutMillis: 10_000, ...config });
  // A connection that the server ends, idle or at work, must not end this process: whoever uses it is told besides.
  const lost = ({ message }: Error) => log.warn({ reason: message }, "database connection lost");
  pool.on("error", lost);
  pool.on("connect", (client) => client.on("error", lost));
  return pool;
}

/**
 * The client of the owner of the tables, whom row-level security does not bind. Only for what has no organization:
 * sign-in, first-run set-up, the queue and maintenance. Verbs use `inTransaction`.
 */
export const systemDb = (): PrismaClient => connected().prisma;

/** The client that reads the views of `prisma/history.sql` in place of the tables; see `inOrganization`. */
export const pastDb = (): PrismaClient => connected().past;

/** The pool for COPY and other bulk work; see `inBulkTransaction`. */
export const pool = (): pg.Pool => connected().pool;

/** Connections that take no COPY but answer several statements in one round trip; see `readInOrganization`. */
export const readers = (): pg.Pool => connected().readers;

/** Ends every connection, for a clean stop. */
export async function disconnect(): Promise<void> {
  const open = kept.nacreConnections;
  delete kept.nacreConnections;
  await open?.prisma.$disconnect();
  await open?.past.$disconnect();
  if (open && !open.pool.ended) await open.pool.end();
  if (open && !open.readers.ended) await open.readers.end();
}
