import { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import { allOf, queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { visibility } from "./finding-conditions.ts";

const Row = z.object({ layer: z.string(), severity: z.string(), count: z.coerce.number() });

/** Open findings that the actor sees, by layer and severity: from the counters where that is all of them. */
export async function countOpen(tx: Tx, ctx: Context): Promise<z.infer<typeof Row>[]> {
  const hidden = visibility(ctx);
  if (hidden.length === 0)
    return queryRows(
      tx,
      Row,
      sql`SELECT layer, severity, sum(count) AS count FROM "FindingCounter"
          WHERE "organizationId" = ${ctx.organizationId}::uuid AND status IN ('open', 'in-progress')
          GROUP BY layer, severity`,
    );
  const where = [
    sql`f."organizationId" = ${ctx.organizationId}::uuid`,
    sql`f.status IN ('open', 'in-progress')`,
    ...hidden,
  ];
  return queryRows(
    tx,
    Row,
    sql`SELECT f.layer, f.severity, count(*) AS count FROM "Finding" f WHERE ${allOf(where)}
        GROUP BY f.layer, f.severity`,
  );
}
