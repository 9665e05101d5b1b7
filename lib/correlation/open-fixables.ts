import { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import { IssueFix } from "#lib/contract/issues.ts";
import { visibility } from "#lib/posture/finding-conditions.ts";
import { allOf, queryRows, sql, type Sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import type { PathFix } from "./fixes.ts";
import type { Fixable } from "./rank-fixes.ts";

const Row = z.object({ id: z.string(), score: z.number(), fixes: z.array(IssueFix) });

/** Open issues that the actor may see, as far as fixing goes. */
export const openFixables = (tx: Tx, ctx: Context): Promise<Fixable[]> =>
  queryRows(
    tx,
    Row,
    sql`SELECT f.id, f.score, f.fixes FROM "Issue" f WHERE ${allOf(openTo(ctx))} ORDER BY f.id`,
  );

const SharingRow = z.object({ id: z.string(), score: z.number(), fixIds: z.array(z.string()) });

/** Of those, the ones that some of `fixes` break as well, with these fixes alone. */
export async function fixablesSharing(tx: Tx, ctx: Context, fixes: readonly PathFix[]): Promise<Fixable[]> {
  const fixById = new Map(fixes.map((fix) => [fix.id, fix]));
  const shares = sql`jsonb_exists_any(f."fixIds", ${[...fixById.keys()]}::text[])`;
  const rows = await queryRows(
    tx,
    SharingRow,
    sql`SELECT f.id, f.score, f."fixIds" FROM "Issue" f WHERE ${allOf([...openTo(ctx), shares])} ORDER BY f.id`,
  );
  return rows.map(({ id, score, fixIds }) => ({
    id,
    score,
    fixes: fixIds.flatMap((fixId) => fixById.get(fixId) ?? []),
  }));
}

const openTo = (ctx: Context): Sql[] => [
  sql`f."organizationId" = ${ctx.organizationId}::uuid`,
  sql`f.status <> 'resolved'`,
  ...visibility(ctx),
];
