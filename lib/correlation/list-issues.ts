import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { IssueFilters, IssuePage } from "#lib/contract/issues.ts";
import { decodeCursor, toPage } from "#lib/platform/cursor.ts";
import { allOf, queryRows, sql, type Sql } from "#lib/platform/sql.ts";
import { issueConditions } from "./issue-conditions.ts";
import { issueColumns, IssueRow, toIssueView } from "./issue-view.ts";

const limitMax = 500;

/** Issues that the filters admit, worst or newest first, a page at a time by keyset. */
export async function listIssues(ctx: Context, filters: IssueFilters): Promise<IssuePage> {
  requirePermission(ctx, "issue:read");
  const limit = Math.min(Math.max(filters.limit, 1), limitMax);
  const order = orders[filters.sort];
  const where = [...issueConditions(ctx, filters), ...(filters.cursor ? [order.after(filters.cursor)] : [])];
  const rows = await inTransaction(ctx, (tx) =>
    queryRows(
      tx,
      IssueRow,
      sql`SELECT ${issueColumns} FROM "Issue" f WHERE ${allOf(where)} ORDER BY ${order.by} LIMIT ${limit + 1}`,
    ),
  );
  return toPage(rows, limit, toIssueView, order.cursorOf);
}

type Order = { by: Sql; after: (cursor: string) => Sql; cursorOf: (row: IssueRow) => (string | number)[] };

const orders: Record<IssueFilters["sort"], Order> = {
  score: {
    by: sql`f.score DESC, f.id`,
    after: (cursor) => {
      const [score, id] = decodeCursor(z.tuple([z.int().min(0).max(32_767), z.uuid()]), cursor);
      return sql`f.score <= ${score} AND (f.score < ${score} OR f.id > ${id}::uuid)`;
    },
    cursorOf: (row) => [row.score, row.id],
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
