import type { inferParserType } from "nuqs/server";
import { z } from "zod";

import { auditPageMax, type AuditPage, type auditFilterParsers } from "#lib/contract/audit.ts";
import { decodeCursor, toPage } from "#lib/platform/cursor.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { likeLiteral } from "#lib/platform/sql.ts";
import { inTransaction, requirePermission, type Context } from "./context.ts";

export type AuditFilters = inferParserType<typeof auditFilterParsers>;

/** What was changed, newest first, a page at a time by the entries' own sequence. */
export async function listAudit(ctx: Context, filters: AuditFilters): Promise<AuditPage> {
  requirePermission(ctx, "audit:read");
  const limit = Math.min(Math.max(filters.limit, 1), auditPageMax);
  const rows = await inTransaction(ctx, (tx) =>
    tx.auditEntry.findMany({
      where: { organizationId: ctx.organizationId, ...conditions(filters) },
      orderBy: { sequence: "desc" },
      take: limit + 1,
    }),
  );
  return toPage(
    rows,
    limit,
    (row) => ({
      id: row.id,
      sequence: Number(row.sequence),
      at: row.at.toISOString(),
      actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
      action: row.action,
      subject: { type: row.subjectType, id: row.subjectId },
      before: row.before,
      after: row.after,
      hash: row.hash,
    }),
    (row) => [Number(row.sequence)],
  );
}

function conditions({ action, actor, subject, from, to, cursor }: AuditFilters): Prisma.AuditEntryWhereInput {
  const [before] = cursor ? decodeCursor(z.tuple([z.number().int()]), cursor) : [];
  return {
    ...(action ? { OR: [{ action }, { action: { startsWith: `${likeLiteral(action)}.` } }] } : {}),
    ...(actor ? { actorName: { contains: likeLiteral(actor), mode: "insensitive" as const } } : {}),
    ...(subject ? { subjectId: subject } : {}),
    ...(from || to ? { at: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } } : {}),
    ...(before === undefined ? {} : { sequence: { lt: before } }),
  };
}
