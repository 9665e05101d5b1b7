import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";

import { env } from "./env.ts";
import { PrismaClient } from "./generated/client.ts";
import { log } from "./log.ts";

type Connected = { prisma: PrismaClient; pool: pg.Pool };

// Kept on globalThis because the development server loads modules again on each change.
const kept = globalThis as typeof globalThis & { nacreDb?: Connected };

function connected(): Connected {
  kept.nacreDb ??= open(env().DATABASE_URL);
  return kept.nacreDb;
}

function open(connectionString: string): Connected {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
  });
  // An idle connection that the server ends must not end this process.
  pool.on("error", ({ message }) => log.warn({ reason: message }, "database connection lost"));
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

/**
 * The client of the owner of the tables, whom row-level security does not bind. Only for what has no organization:
 * sign-in, first-run set-up, the queue and maintenance. Verbs use `inTransaction`.
 */
export const systemDb = (): PrismaClient => connected().prisma;

/** The pool for COPY and other bulk work; see `inBulkTransaction`. */
export const pool = (): pg.Pool => connected().pool;

/** Ends every connection, for a clean stop. */
export async function disconnect(): Promise<void> {
  const open = kept.nacreDb;
  delete kept.nacreDb;
  await open?.prisma.$disconnect();
  if (open && !open.pool.ended) await open.pool.end();
}
