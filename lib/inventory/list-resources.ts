import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { countMax, type ResourceFilters, type ResourcePage } from "#lib/contract/inventory.ts";
import { decodeCursor, toPage } from "#lib/platform/cursor.ts";
import { allOf, queryRows, sql, type Sql } from "#lib/platform/sql.ts";
import { resourceConditions } from "./resource-conditions.ts";
import { resourceColumns, ResourceRow, toResourceView } from "./resource-view.ts";

const limitMax = 500;
const Count = z.object({ count: z.number() });

/** Resources that the filters admit, in the order asked for, a page at a time by keyset. */
export async function listResources(ctx: Context, filters: ResourceFilters): Promise<ResourcePage> {
  requirePermission(ctx, "inventory:read");
  const limit = Math.min(Math.max(filters.limit, 1), limitMax);
  const order = orders[filters.sort];
  const admitted = resourceConditions(ctx, filters);
  const where = filters.cursor ? [...admitted, order.after(filters.cursor)] : admitted;
  return inTransaction(ctx, async (tx) => {
    const rows = await queryRows(
      tx,
      ResourceRow,
      sql`SELECT ${resourceColumns} FROM "Resource" r WHERE ${allOf(where)} ORDER BY ${order.by} LIMIT ${limit + 1}`,
    );
    const [counted] = await queryRows(
      tx,
      Count,
      sql`SELECT count(*)::int AS count FROM (SELECT 1 FROM "Resource" r WHERE ${allOf(admitted)} LIMIT ${countMax}) admitted`,
    );
    return { ...toPage(rows, limit, toResourceView, order.cursorOf), count: counted?.count ?? 0 };
  });
}

type Order = { by: Sql; after: (cursor: string) => Sql; cursorOf: (row: ResourceRow) => (string | number)[] };

const Attention = z.tuple([z.int().min(0).max(32_767), z.string(), z.uuid()]);

const orders: Record<ResourceFilters["sort"], Order> = {
  attention: {
    by: sql`r.attention, r.name, r.id`,
    after: (cursor) => {
      const [attention, name, id] = decodeCursor(Attention, cursor);
      return sql`(r.attention, r.name, r.id) > (${attention}::smallint, ${name}, ${id}::uuid)`;
    },
    cursorOf: ({ attention, name, id }) => [attention, name, id],
  },
  name: {
    by: sql`r.name, r.id`,
    after: (cursor) => {
      const [name, id] = decodeCursor(z.tuple([z.string(), z.uuid()]), cursor);
      return sql`(r.name, r.id) > (${name}, ${id}::uuid)`;
    },
    cursorOf: ({ name, id }) => [name, id],
  },
  newest: {
    by: sql`r."changedAt" DESC, r.id DESC`,
    after: (cursor) => {
      const [changedAt, id] = decodeCursor(z.tuple([z.iso.datetime(), z.uuid()]), cursor);
      return sql`(r."changedAt", r.id) < (${changedAt}::timestamptz, ${id}::uuid)`;
    },
    cursorOf: ({ changedAt, id }) => [changedAt.toISOString(), id],
  },
};
