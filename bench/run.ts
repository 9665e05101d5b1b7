import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir, totalmem } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

import { disconnect } from "#lib/platform/db.ts";
import { startPostgres } from "#lib/platform/embedded-postgres/start.ts";
import { prepareDatabase } from "#lib/platform/prepare-database.ts";
import { prepareQueue } from "#lib/platform/prepare-queue.ts";
import { stopSender } from "#lib/platform/queue.ts";
import type { Result } from "./measure.ts";
import { measureBulkWrite } from "./measures/bulk-write.ts";
import { measureEvaluation } from "./measures/evaluation.ts";
import { measureImports } from "./measures/imports.ts";
import { measureInventory } from "./measures/inventory.ts";
import { measureIssues } from "./measures/issues.ts";
import { measureLists } from "./measures/lists.ts";
import { measurePaths } from "./measures/paths.ts";
import { measurePermissions } from "./measures/permissions.ts";
import { measureSync } from "./measures/sync.ts";

const measures = {
  bulk: measureBulkWrite,
  evaluation: measureEvaluation,
  paths: measurePaths,
  permissions: measurePermissions,
  imports: measureImports,
  sync: measureSync,
  issues: measureIssues,
  lists: measureLists,
  // The last, as it leaves tables without some of their indexes.
  inventory: measureInventory,
} as const;

const { values } = parseArgs({
  options: { json: { type: "string" }, only: { type: "string" } },
});

const folder = mkdtempSync(path.join(tmpdir(), "nacre-bench-"));
const postgres = await startPostgres(folder, ["shared_buffers=512MB", "max_wal_size=4GB"]);
try {
  process.env["DATABASE_URL"] = postgres.url;
  await prepareDatabase(postgres.url);
  await prepareQueue(postgres.url);
  const results: Result[] = [];
  for (const [name, measure] of Object.entries(measures)) {
    if (values.only !== undefined && values.only !== name) continue;
    console.error(`measuring ${name} …`);
    results.push(...(await measure()));
  }
  print(results);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
} finally {
  await stopSender();
  await disconnect();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** As Markdown, so that the table can stand in the documentation as it was printed. */
function print(results: readonly Result[]): void {
  const memory = Math.round(totalmem() / 2 ** 30);
  console.log(
    `${cpus()[0]?.model ?? "unknown CPU"}, ${availableParallelism()} cores, ${memory} GiB, Node ${process.version}\n`,
  );
  console.log("| id | what | measured | goal | holds | detail |\n|---|---|---:|---:|---|---|");
  for (const { id, name, ratio, goal, holds, detail } of results)
    console.log(`| ${id} | ${name} | ${ratio} | ${goal} | ${holds ? "yes" : "**no**"} | ${detail} |`);
}
