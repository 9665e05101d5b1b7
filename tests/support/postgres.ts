import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import pg from "pg";
import type { TestProject } from "vitest/node";

import { startPostgres } from "#lib/platform/embedded-postgres/start.ts";
import { prepareDatabase } from "#lib/platform/prepare-database.ts";
import { prepareQueue } from "#lib/platform/prepare-queue.ts";

declare module "vitest" {
  export interface ProvidedContext {
    templateUrl: string;
  }
}

/** Starts one real Postgres for the run and migrates one template; each test worker copies it. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), "nacre-test-"));
  const postgres = await startPostgres(folder, [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
  ]);
  const templateUrl = postgres.url.replace(/nacre$/, "template_nacre");
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query("CREATE DATABASE template_nacre");
  await client.end();
  await prepareDatabase(templateUrl);
  await prepareQueue(templateUrl);
  provide("templateUrl", templateUrl);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
