import { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import { IssueFix } from "#lib/contract/issues.ts";
import { visibility } from "#lib/posture/finding-conditions.ts";
import { allOf, queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import type { Fixable } from "./rank-fixes.ts";

const Row = z.object({ id: z.string(), score: z.number(), fixes: z.array(IssueFix) });

/** Open issues that the actor may see, as far as fixing goes. */
export const openFixables = (tx: Tx, ctx: Context): Promise<Fixable[]> =>
  queryRows(
    tx,
    Row,
    sql`SELECT f.id, f.score, f.fixes FROM "Issue" f WHERE ${allOf([
      sql`f."organizationId" = ${ctx.organizationId}::uuid`,
      sql`f.status <> 'resolved'`,
      ...visibility(ctx),
    ])} ORDER BY f.id`,
  );
