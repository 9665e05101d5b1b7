import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { startPostgres } from "#lib/platform/embedded-postgres/start.ts";
import { createScript } from "#lib/platform/schema-engine.ts";

/** Rewrites the first migration from the schema files and `prisma/first.sql`. Only until the first release. */
const target = "prisma/migrations/0001_init/migration.sql";
const postgres = await startPostgres(mkdtempSync(path.join(tmpdir(), "nacre-migration-")));
try {
  const script = await createScript(postgres.url);
  writeFileSync(target, `${script}\n${readFileSync("prisma/first.sql", "utf8")}`);
  console.log(`Wrote ${target}`);
} finally {
  await postgres.stop();
}
