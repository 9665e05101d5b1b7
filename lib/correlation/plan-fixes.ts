import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { FixPlan, RankedFix } from "#lib/contract/issues.ts";
import { fixThese } from "./fix-these.ts";
import { openFixables } from "./open-fixables.ts";
import { rankFixes } from "./rank-fixes.ts";

/** The few changes that break most open issues, in the order to make them. */
export async function planFixes(
  ctx: Context,
  { maxFixes = 3 }: { maxFixes?: number } = {},
): Promise<FixPlan> {
  requirePermission(ctx, "issue:read");
  const fixables = await inTransaction(ctx, (tx) => openFixables(tx, ctx));
  return FixPlan.parse(fixThese(fixables, Math.min(Math.max(maxFixes, 1), 20)));
}

/** Every change that would break an open issue: those that break most first. */
export async function listFixes(ctx: Context): Promise<{ items: RankedFix[] }> {
  requirePermission(ctx, "issue:read");
  const fixables = await inTransaction(ctx, (tx) => openFixables(tx, ctx));
  return { items: rankFixes(fixables).map((fix) => RankedFix.parse(fix)) };
}
