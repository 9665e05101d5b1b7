import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { owaspEditionOf } from "#lib/access/organization-settings.ts";
import type { CheckDetail } from "#lib/contract/checks.ts";
import { AppError } from "#lib/domain/errors.ts";
import { toExampleView } from "./check-example.ts";
import { controlsOfCheck } from "./controls.ts";
import { toCheckView } from "./check-view.ts";
import { customPrefix } from "./custom/custom-check.ts";
import { checkFinder } from "./organization-checks.ts";
import { toParametersView } from "./parameter-view.ts";

/** One check with its examples and what it could not decide. Throws `not-found`. */
export async function getCheck(ctx: Context, id: string): Promise<CheckDetail> {
  requirePermission(ctx, "finding:read");
  const { organizationId } = ctx;
  const { check, tally, unknown, own, custom, edition } = await inTransaction(ctx, async (tx) => ({
    check: (await checkFinder(tx, organizationId, [id]))(id),
    tally: await tx.checkTally.findUnique({
      where: { organizationId_checkId: { organizationId, checkId: id } },
    }),
    custom: await tx.customCheck.findFirst({
      where: { organizationId, slug: slugOf(id) ?? "", deletedAt: null },
      select: { id: true },
    }),
    own: await tx.checkParameters.findUnique({
      where: { organizationId_checkId: { organizationId, checkId: id } },
    }),
    unknown: await tx.unknownEvaluation.findMany({ where: { organizationId, checkId: id }, take: 100 }),
    edition: await owaspEditionOf(tx, ctx),
  }));
  if (!check) throw new AppError("not-found", "There is no such check.");
  const { parameters, changed } = toParametersView(check, own ?? undefined);
  return {
    ...toCheckView(check, tally ?? undefined),
    parameters,
    parametersChanged: changed,
    customCheckId: custom?.id ?? null,
    risk: check.risk,
    remediation: { ...check.remediation, console: [...check.remediation.console] },
    references: [...check.references],
    controls: controlsOfCheck(id, edition),
    examples: check.examples.map((example) => toExampleView(check, example)),
    unknown: unknown.map(({ resourceId, resourceKey, unknown: stored }) => {
      const { call, permission, message } = StoredUnknown.parse(stored);
      return { resourceId, resourceKey, call, permission, message };
    }),
  };
}

const slugOf = (id: string): string | null =>
  id.startsWith(customPrefix) ? id.slice(customPrefix.length) : null;

const StoredUnknown = z.object({ call: z.string(), permission: z.string().nullable(), message: z.string() });
