import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { CheckDetail, CheckFilters, CheckView } from "#lib/contract/checks.ts";
import type { Check } from "#lib/domain/check.ts";
import { exampleKey } from "#lib/domain/check.ts";
import { AppError } from "#lib/domain/errors.ts";
import { providerOf, titleOf } from "#lib/domain/resource.ts";
import { severities } from "#lib/domain/severity.ts";
import type { CheckTally } from "#lib/platform/generated/client.ts";
import { z } from "zod";
import { checkById } from "./check-by-id.ts";
import { checks } from "./checks/registry.ts";

/** The catalogue, with how each check stands in this organization. */
export async function listChecks(ctx: Context, filters: CheckFilters): Promise<{ items: CheckView[] }> {
  requirePermission(ctx, "finding:read");
  const tallies = await inTransaction(ctx, (tx) =>
    tx.checkTally.findMany({ where: { organizationId: ctx.organizationId } }),
  );
  const tallyById = new Map(tallies.map((tally) => [tally.checkId, tally]));
  const items = checks
    .map((check) => toView(check, tallyById.get(check.id)))
    .filter((check) => admits(filters, check))
    .toSorted(
      (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.id < b.id ? -1 : 1),
    );
  return { items };
}

/** One check with its examples and what it could not decide. Throws `not-found`. */
export async function getCheck(ctx: Context, id: string): Promise<CheckDetail> {
  requirePermission(ctx, "finding:read");
  const check = checkById(id);
  if (!check) throw new AppError("not-found", "There is no such check.");
  const { organizationId } = ctx;
  const { tally, unknown } = await inTransaction(ctx, async (tx) => ({
    tally: await tx.checkTally.findUnique({
      where: { organizationId_checkId: { organizationId, checkId: id } },
    }),
    unknown: await tx.unknownEvaluation.findMany({ where: { organizationId, checkId: id }, take: 100 }),
  }));
  return {
    ...toView(check, tally ?? undefined),
    risk: check.risk,
    remediation: { ...check.remediation, console: [...check.remediation.console] },
    references: [...check.references],
    examples: check.examples.map(toExample(check)),
    unknown: unknown.map(({ resourceId, resourceKey, unknown: stored }) => {
      const { call, permission, message } = StoredUnknown.parse(stored);
      return { resourceId, resourceKey, call, permission, message };
    }),
  };
}

const StoredUnknown = z.object({ call: z.string(), permission: z.string().nullable(), message: z.string() });

const toView = (check: Check, tally: CheckTally | undefined): CheckView => ({
  id: check.id,
  title: check.title,
  severity: check.severity,
  layer: check.layer,
  function: check.function,
  providers: [...new Set(check.appliesTo.map(providerOf))],
  appliesTo: check.appliesTo.map((type) => ({ type, title: titleOf(type) })),
  passCount: tally?.passCount ?? 0,
  failCount: tally?.failCount ?? 0,
  unknownCount: tally?.unknownCount ?? 0,
  evaluatedAt: tally?.evaluatedAt.toISOString() ?? null,
});

const toExample =
  (check: Check) =>
  ({ name, expected, graph }: Check["examples"][number]): CheckDetail["examples"][number] => {
    const resource = graph.get(exampleKey);
    const outcome = resource && check.evaluate(resource, graph);
    return {
      name,
      expected,
      resource: { ...resource?.properties, ...resource?.facets },
      reason: outcome?.status === "fail" ? outcome.reason : null,
    };
  };

function admits({ severity, layer, provider, q }: CheckFilters, check: CheckView): boolean {
  const text = q.trim().toLowerCase();
  return (
    (severity.length === 0 || severity.includes(check.severity)) &&
    (layer.length === 0 || layer.includes(check.layer)) &&
    (provider.length === 0 || check.providers.some((one) => provider.includes(one))) &&
    (text === "" || check.title.toLowerCase().includes(text) || check.id.includes(text))
  );
}
