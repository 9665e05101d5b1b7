import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { FixPlan, RankedFix } from "#lib/contract/issues.ts";
import { fixThese, whatIf } from "./fix-these.ts";
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

/** Ids of the open issues that would be left if these changes were made. */
export async function simulateFixes(
  ctx: Context,
  { fixIds }: { fixIds: readonly string[] },
): Promise<{ left: string[]; broken: string[] }> {
  requirePermission(ctx, "issue:read");
  const fixables = await inTransaction(ctx, (tx) => openFixables(tx, ctx));
  const left = whatIf(fixables, new Set(fixIds)).map(({ id }) => id);
  return { left, broken: fixables.flatMap(({ id }) => (left.includes(id) ? [] : id)) };
}
