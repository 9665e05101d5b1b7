import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { ExceptionView, type ExceptionFilters } from "#lib/contract/remediation.ts";
import { findingTitles } from "#lib/posture/finding-titles.ts";
import { visibility } from "#lib/posture/finding-conditions.ts";
import { allOf, queryRows, sql } from "#lib/platform/sql.ts";

const Row = z.object({
  id: z.string(),
  state: z.string(),
  reason: z.string(),
  comment: z.string(),
  requestedById: z.string(),
  requestedBy: z.string(),
  requestedAt: z.date(),
  expiresAt: z.date(),
  decidedById: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
  decision: z.string().nullable(),
  findingId: z.string(),
  checkId: z.string(),
  severity: z.string(),
  layer: z.string(),
  findingReason: z.string(),
  resourceName: z.string(),
});

/** Exceptions of findings the actor may see: those that wait first, then the newest. */
export async function listExceptions(
  ctx: Context,
  { state }: ExceptionFilters,
): Promise<{ items: ExceptionView[] }> {
  requirePermission(ctx, "assignment:read");
  const where = [
    sql`e."organizationId" = ${ctx.organizationId}::uuid`,
    ...visibility(ctx),
    ...(state ? [sql`e.state = ${state}`] : []),
  ];
  const { rows, titleOf } = await inTransaction(ctx, async (tx) => {
    const found = await queryRows(
      tx,
      Row,
      sql`SELECT e.id, e.state, e.reason, e.comment, e."requestedById", r.name AS "requestedBy", e."requestedAt",
            e."expiresAt", e."decidedById", d.name AS "decidedBy", e."decidedAt", e.decision, f.id AS "findingId",
            f."checkId", f.severity, f.layer, f.reason AS "findingReason", f."resourceName"
          FROM "ExceptionRequest" e
          JOIN "Finding" f ON f.id = e."findingId" AND f."organizationId" = e."organizationId"
          JOIN "User" r ON r.id = e."requestedById" LEFT JOIN "User" d ON d.id = e."decidedById"
          WHERE ${allOf(where)} ORDER BY (e.state = 'requested') DESC, e."requestedAt" DESC LIMIT 500`,
    );
    return {
      rows: found,
      titleOf: await findingTitles(
        tx,
        ctx.organizationId,
        found.map(({ checkId }) => checkId),
      ),
    };
  });
  const mayApprove = ctx.permissions.has("exception:approve");
  return {
    items: rows.map((row) =>
      ExceptionView.parse({
        ...row,
        requestedBy: { id: row.requestedById, name: row.requestedBy },
        requestedAt: row.requestedAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        decidedBy: row.decidedById && row.decidedBy ? { id: row.decidedById, name: row.decidedBy } : null,
        decidedAt: row.decidedAt?.toISOString() ?? null,
        mayDecide: mayApprove && row.state === "requested" && row.requestedById !== ctx.actor.id,
        finding: {
          id: row.findingId,
          checkId: row.checkId,
          title: titleOf(row.checkId),
          severity: row.severity,
          layer: row.layer,
          reason: row.findingReason,
          resourceName: row.resourceName,
        },
      }),
    ),
  };
}
