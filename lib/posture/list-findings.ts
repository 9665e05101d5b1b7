import { z } from "zod";

import { requirePermission, scopeOf, type Context } from "#lib/access/context.ts";
import type { FindingFilters, FindingPage } from "#lib/contract/findings.ts";
import { decodeCursor, toPage } from "#lib/platform/cursor.ts";
import { allOf, asksByOrganization, limitTo, readRows, sql, type Sql } from "#lib/platform/sql.ts";
import { findingConditions } from "./finding-conditions.ts";
import { findingColumns, FindingRow, toFindingView } from "./finding-view.ts";

const limitMax = 500;

/** Findings that the filters admit, worst or newest first, a page at a time by keyset. */
export async function listFindings(ctx: Context, filters: FindingFilters): Promise<FindingPage> {
  const { items, nextCursor } = await readFindings(ctx, filters, FindingRow, findingColumns);
  return { items: items.map(toFindingView), nextCursor };
}

/** As `listFindings`, with the columns of "Finding" f that a caller needs more than a list shows. */
export async function readFindings<Row extends FindingRow>(
  ctx: Context,
  filters: FindingFilters,
  schema: z.ZodType<Row>,
  columns: Sql,
): Promise<{ items: Row[]; nextCursor: string | null }> {
  requirePermission(ctx, "finding:read");
  const limit = Math.min(Math.max(filters.limit, 1), limitMax);
  const order = orders[filters.sort];
  const admitted = findingConditions(ctx, filters);
  const where = [...admitted, ...(filters.cursor ? [order.after(filters.cursor)] : [])];
  const rows = await readRows(
    scopeOf(ctx),
    schema,
    sql`SELECT ${columns} FROM "Finding" f WHERE ${allOf(where)} ORDER BY ${order.by} ${limitTo(limit + 1)}`,
    // Where in the order a page begins makes no other plan.
    { planOnce: asksByOrganization(ctx.organizationId, admitted) },
  );
  return toPage(rows, limit, (row) => row, order.cursorOf);
}

type Order = {
  by: Sql;
  after: (cursor: string) => Sql;
  cursorOf: (row: FindingRow) => (string | number)[];
};

const orders: Record<FindingFilters["sort"], Order> = {
  severity: {
    by: sql`f."severityWeight" DESC, f."openedAt" DESC, f.id DESC`,
    after: (cursor) => {
      const [weight, openedAt, id] = decodeCursor(
        z.tuple([z.int().min(0).max(32_767), z.iso.datetime(), z.uuid()]),
        cursor,
      );
      return sql`(f."severityWeight", f."openedAt", f.id) < (${weight}::smallint, ${openedAt}::timestamptz, ${id}::uuid)`;
    },
    cursorOf: (row) => [row.severityWeight, row.openedAt.toISOString(), row.id],
  },
  newest: {
    by: sql`f."changedAt" DESC, f.id DESC`,
    after: (cursor) => {
      const [changedAt, id] = decodeCursor(z.tuple([z.iso.datetime(), z.uuid()]), cursor);
      return sql`(f."changedAt", f.id) < (${changedAt}::timestamptz, ${id}::uuid)`;
    },
    cursorOf: (row) => [row.changedAt.toISOString(), row.id],
  },
};
