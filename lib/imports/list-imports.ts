import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { ImportListFilters, ImportPage } from "#lib/contract/imports.ts";
import { decodeCursor, toPage } from "#lib/platform/cursor.ts";
import { importFormats } from "./formats/registry.ts";
import { toImportView } from "./import-view.ts";

const limitMax = 200;

/** What was imported, newest first, and the formats that are understood. */
export async function listImports(
  ctx: Context,
  { cursor, limit: asked }: ImportListFilters,
): Promise<ImportPage> {
  requirePermission(ctx, "finding:read");
  const { organizationId } = ctx;
  const limit = Math.min(Math.max(asked, 1), limitMax);
  const before = cursor ? beforeCursor(cursor) : {};
  const rows = await inTransaction(ctx, (tx) =>
    tx.import.findMany({
      where: { organizationId, ...before },
      orderBy: [{ importedAt: "desc" }, { id: "desc" }],
      take: limit + 1,
    }),
  );
  return {
    ...toPage(rows, limit, toImportView, (row) => [row.importedAt.toISOString(), row.id]),
    formats: importFormats.map(({ id: format, title }) => ({ id: format, title })),
  };
}

function beforeCursor(cursor: string) {
  const [at, id] = decodeCursor(z.tuple([z.iso.datetime(), z.uuid()]), cursor);
  return { OR: [{ importedAt: { lt: at } }, { importedAt: at, id: { lt: id } }] };
}
