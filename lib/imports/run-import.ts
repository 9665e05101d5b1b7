import type pg from "pg";
import { z } from "zod";

import { audit } from "#lib/access/audit.ts";
import { inBulk, requirePermission, type Context } from "#lib/access/context.ts";
import type { ImportQuery, ImportView } from "#lib/contract/imports.ts";
import { AppError } from "#lib/domain/errors.ts";
import { newId } from "#lib/platform/id.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import { takeTurn } from "#lib/platform/transaction.ts";
import { toImportView } from "./import-view.ts";
import { importLimits } from "./limits.ts";
import { openReport, type OpenedReport } from "./read-report.ts";
import { withSpooled, type Spooled } from "./spool.ts";
import { openStage } from "./stage-import.ts";
import { storeStaged } from "./store-staged.ts";

/**
 * Takes in a report of another tool: all of it, or where something is wrong with the file none of it. What the same
 * source said before about the same scope is replaced.
 */
export async function runImport(
  ctx: Context,
  body: AsyncIterable<Uint8Array>,
  asked: ImportQuery,
  signal: AbortSignal,
): Promise<ImportView> {
  requirePermission(ctx, "finding:write");
  return withSpooled(body, signal, async (spooled) => {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(importLimits.readSeconds * 1_000)]);
    const report = await openReport(spooled.file, asked.format ?? null, limited);
    try {
      return await inBulk(ctx, (client) => store(client, ctx, asked, spooled, report));
    } catch (error) {
      if (limited.aborted && !signal.aborted) throw tookTooLong();
      throw error;
    }
  });
}

async function store(
  client: pg.PoolClient,
  ctx: Context,
  asked: ImportQuery,
  spooled: Spooled,
  report: OpenedReport,
): Promise<ImportView> {
  const { organizationId } = ctx;
  const source = asked.source ?? report.format.id;
  const scope = { source, name: asked.scope ?? "" };
  await takeTurn(client, `import ${organizationId} ${source} ${scope.name}`);
  const scopeId = await scopeIdOf(client, organizationId, scope);
  const read = await stageReport(client, { id: scopeId, name: scope.name }, report);
  const { stored, counts, componentCount } = await storeStaged(client, ctx, {
    scopeId,
    source,
    scope: scope.name,
    format: report.format.id,
    fileName: asked.fileName ?? "",
    sizeBytes: spooled.sizeBytes,
    ...read,
    closes: read.refusedCount === 0,
    namedSource: asked.source !== undefined,
  });
  await audit(client, ctx, {
    action: "import.run",
    subjectType: "import",
    subjectId: stored.id,
    after: {
      source,
      scope: scope.name,
      format: report.format.id,
      ...counts,
      componentCount,
      refusedCount: read.refusedCount,
    },
  });
  return toImportView(stored);
}

type Read = {
  recordCount: number;
  refusedCount: number;
  refusals: { record: number; field: string; problem: string }[];
};

/** One in twenty records of another shape is another format, or another version of it. */
const refusedShareMax = 0.05;

async function stageReport(
  client: pg.PoolClient,
  scope: { id: string; name: string },
  report: OpenedReport,
): Promise<Read> {
  const stage = await openStage(client, scope);
  const read: Read = { recordCount: 0, refusedCount: 0, refusals: [] };
  for await (const result of report.results) {
    read.recordCount = result.record;
    if ("refused" in result) {
      read.refusedCount++;
      if (read.refusals.length < importLimits.refusedShown)
        read.refusals.push({ record: result.record, ...result.refused });
      continue;
    }
    for (const item of result.items)
      await (item.is === "finding" ? stage.finding(item.finding) : stage.component(item.component));
  }
  await stage.end();
  const [first] = read.refusals;
  if (
    first &&
    read.refusedCount > Math.max(read.recordCount * refusedShareMax, 1 - Number(read.recordCount === 1))
  )
    throw notOfFormat(report, read, first);
  return read;
}

function notOfFormat({ format }: OpenedReport, read: Read, first: Read["refusals"][number]): AppError {
  const message = `${read.refusedCount} of ${read.recordCount} records are not ${format.title}. The first is record ${first.record}, field ${first.field}: ${first.problem}. State another format, or let the tool write the report again. Nothing was imported.`;
  return new AppError("invalid-input", message, {
    fields: read.refusals.map(({ record, field, problem }) => ({
      field: `record ${record}, ${field}`,
      message: problem,
    })),
  });
}

async function scopeIdOf(
  client: pg.ClientBase,
  organizationId: string,
  { source, name }: { source: string; name: string },
): Promise<string> {
  const [scope] = await queryRows(
    client,
    z.object({ id: z.uuid() }),
    sql`INSERT INTO "ImportScope" (id, "organizationId", source, scope) VALUES (${newId()}::uuid, ${organizationId}::uuid, ${source}, ${name})
      ON CONFLICT ("organizationId", source, scope) DO UPDATE SET scope = excluded.scope RETURNING id`,
  );
  if (!scope) throw new Error("A row that is written is told");
  return scope.id;
}

const tookTooLong = (): AppError =>
  new AppError(
    "too-large",
    `Reading the report took longer than ${importLimits.readSeconds} seconds. Split it, and import each part under a scope of its own. Nothing was imported.`,
  );
