import { readFileSync } from "node:fs";
import path from "node:path";

import pg from "pg";

import { applyMigrations } from "./schema-engine.ts";

const files = ["security.sql", "search.sql", "history.sql"].map((name) =>
  path.resolve(import.meta.dirname, "../../prisma", name),
);

/**
 * Brings an empty or older database to what this version needs: migrations by Prisma's engine, then roles, grants,
 * row-level security, searches and history. Safe to run again. Returns the names of the migrations applied.
 */
export async function prepareDatabase(databaseUrl: string): Promise<string[]> {
  const applied = await applyMigrations(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const file of files) await client.query(readFileSync(file, "utf8"));
  } finally {
    await client.end();
  }
  return applied;
}
