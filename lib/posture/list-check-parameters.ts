import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { CheckParametersView } from "#lib/contract/check-parameters.ts";
import { checks } from "./checks/registry.ts";
import { toParametersView } from "./parameter-view.ts";

/** Every check that an organization may set something of, by title. */
export async function listCheckParameters(ctx: Context): Promise<{ items: CheckParametersView[] }> {
  requirePermission(ctx, "finding:read");
  const { organizationId } = ctx;
  const rows = await inTransaction(ctx, (tx) => tx.checkParameters.findMany({ where: { organizationId } }));
  const byCheck = new Map(rows.map((row) => [row.checkId, row]));
  const items = checks
    .filter(({ parameters }) => Object.keys(parameters).length > 0)
    .map((check) => toParametersView(check, byCheck.get(check.id)))
    .toSorted((a, b) => a.title.localeCompare(b.title, "en"));
  return { items };
}
