import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { moveFinding } from "#lib/posture/move-finding.ts";
import { writeTimeline } from "./write-timeline.ts";

/** Opens again what was excepted until now. Safe to run twice. Returns how many. */
export async function expireExceptions(ctx: Context, now: Date = new Date()): Promise<number> {
  requirePermission(ctx, "finding:write");
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const over = await tx.exceptionRequest.findMany({
      where: { organizationId, state: "approved", expiresAt: { lte: now } },
      take: 1_000,
    });
    for (const { id, findingId } of over) {
      await tx.exceptionRequest.update({ where: { id }, data: { state: "expired" } });
      const finding = await tx.finding.findFirst({
        where: { organizationId, id: findingId, status: "excepted" },
      });
      if (!finding) continue;
      await moveFinding(tx, ctx, findingId, { status: "open" });
      await writeTimeline(tx, ctx, "finding", findingId, "exception-expired", { exceptionId: id });
    }
    return over.length;
  });
}
