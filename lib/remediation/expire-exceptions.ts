import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { moveFinding } from "#lib/posture/move-finding.ts";
import { writeTimeline } from "./write-timeline.ts";

const batchSize = 500;

/**
 * Ends the exceptions that held until now, and opens their findings again; requests that nobody decided until then end
 * as well. Safe to run twice. Returns how many.
 */
export async function expireExceptions(ctx: Context, now: Date = new Date()): Promise<number> {
  requirePermission(ctx, "finding:write");
  for (let total = 0; ;) {
    const count = await inTransaction(ctx, (tx) => expireBatch(tx, ctx, now));
    total += count;
    if (count < batchSize) return total;
  }
}

async function expireBatch(tx: Tx, ctx: Context, now: Date): Promise<number> {
  const { organizationId } = ctx;
  const over = await tx.exceptionRequest.findMany({
    where: { organizationId, state: { in: ["approved", "requested"] }, expiresAt: { lte: now } },
    orderBy: { id: "asc" },
    take: batchSize,
  });
  for (const { id, findingId } of over) {
    await tx.exceptionRequest.update({ where: { id }, data: { state: "expired" } });
    await writeTimeline(tx, ctx, "finding", findingId, "exception-expired", { exceptionId: id });
    await audit(tx, ctx, {
      action: "exception.expire",
      subjectType: "finding",
      subjectId: findingId,
      after: { exceptionId: id },
    });
    // A later exception may hold since: the finding was mended, came back and was excepted again.
    const finding = await tx.finding.findFirst({
      where: { organizationId, id: findingId, status: "excepted", exceptedUntil: { lte: now } },
    });
    if (finding) await moveFinding(tx, ctx, findingId, { status: "open" });
  }
  return over.length;
}
