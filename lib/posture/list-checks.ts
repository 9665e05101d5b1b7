import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { CheckFilters, CheckView } from "#lib/contract/checks.ts";
import { severities } from "#lib/domain/severity.ts";
import { toCheckView } from "./check-view.ts";
import { checks } from "./checks/registry.ts";
import { ownChecks } from "./organization-checks.ts";

/** The catalogue, with how each check stands in this organization. */
export async function listChecks(ctx: Context, filters: CheckFilters): Promise<{ items: CheckView[] }> {
  requirePermission(ctx, "finding:read");
  const { organizationId } = ctx;
  const { tallies, own } = await inTransaction(ctx, async (tx) => ({
    tallies: await tx.checkTally.findMany({ where: { organizationId } }),
    own: await ownChecks(tx, organizationId),
  }));
  const tallyById = new Map(tallies.map((tally) => [tally.checkId, tally]));
  const items = [...checks, ...own]
    .map((check) => toCheckView(check, tallyById.get(check.id)))
    .filter((check) => admits(filters, check))
    .toSorted(
      (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.id < b.id ? -1 : 1),
    );
  return { items };
}

function admits({ severity, layer, provider, origin, q }: CheckFilters, check: CheckView): boolean {
  const text = q.trim().toLowerCase();
  return (
    (severity.length === 0 || severity.includes(check.severity)) &&
    (layer.length === 0 || layer.includes(check.layer)) &&
    (origin.length === 0 || origin.includes(check.origin)) &&
    (provider.length === 0 || check.providers.some((one) => provider.includes(one))) &&
    (text === "" || check.title.toLowerCase().includes(text) || check.id.includes(text))
  );
}
