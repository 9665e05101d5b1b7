import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { CorrelationCoverage } from "#lib/contract/issues.ts";

/** How far the last search for attack paths saw: what it could not decide, and what it left out. */
export async function getCorrelationCoverage(ctx: Context): Promise<CorrelationCoverage> {
  requirePermission(ctx, "issue:read");
  const { organizationId } = ctx;
  const state = await inTransaction(ctx, (tx) =>
    tx.correlationState.findUnique({ where: { organizationId } }),
  );
  return CorrelationCoverage.parse({
    refreshedAt: state?.refreshedAt.toISOString() ?? null,
    undecided: state?.undecided ?? [],
    // A search of an earlier version told all.
    undecidedCount: Math.max(
      state?.undecidedCount ?? 0,
      Array.isArray(state?.undecided) ? state.undecided.length : 0,
    ),
    truncated: state?.truncated ?? [],
  });
}
