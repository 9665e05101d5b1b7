import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { CustomCheckDetail, CustomCheckView } from "#lib/contract/custom-checks.ts";
import { customId } from "./custom-check.ts";
import { toCustomCheckView } from "./custom-check-view.ts";
import { customCheckInOrganization, detailOf } from "./stored-custom-check.ts";

/** The organization's own checks by title, with how each stands. */
export async function listCustomChecks(ctx: Context): Promise<{ items: CustomCheckView[] }> {
  requirePermission(ctx, "finding:read");
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const rows = await tx.customCheck.findMany({ where: { organizationId, deletedAt: null } });
    const tallies = await tx.checkTally.findMany({
      where: { organizationId, checkId: { in: rows.map(({ slug }) => customId(slug)) } },
    });
    const byCheck = new Map(tallies.map((tally) => [tally.checkId, tally]));
    return {
      items: rows
        .map((row) => toCustomCheckView(row, byCheck.get(customId(row.slug))))
        .toSorted((a, b) => a.title.localeCompare(b.title, "en")),
    };
  });
}

/** One of them with its versions. Throws `not-found`. */
export async function getCustomCheck(ctx: Context, id: string): Promise<CustomCheckDetail> {
  requirePermission(ctx, "finding:read");
  return inTransaction(ctx, async (tx) => detailOf(tx, ctx, await customCheckInOrganization(tx, ctx, id)));
}
