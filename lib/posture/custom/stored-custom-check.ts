import type { Context } from "#lib/access/context.ts";
import type { CustomCheckDefinition, CustomCheckDetail } from "#lib/contract/custom-checks.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { CustomCheck, Prisma } from "#lib/platform/generated/client.ts";
import { takeTurn, type Tx } from "#lib/platform/transaction.ts";
import { customId } from "./custom-check.ts";
import { toCustomCheckDetail } from "./custom-check-view.ts";
import { validateDefinition, type Validated } from "./validate.ts";

/** Throws `invalid-input` with every field that is wrong. */
export function validOrThrow(input: unknown, version: number): Validated {
  const result = validateDefinition(input, version);
  if (!("fields" in result)) return result;
  const [first] = result.fields;
  throw new AppError("invalid-input", first ? `${first.field}: ${first.message}` : "It is no check", {
    fields: result.fields,
  });
}

export const inTurn = (tx: Tx, { organizationId }: Context): Promise<void> =>
  takeTurn(tx, `custom checks ${organizationId}`);

/** Throws `not-found` for what was deleted, and for another organization's. */
export async function customCheckInOrganization(tx: Tx, ctx: Context, id: string): Promise<CustomCheck> {
  const row = await tx.customCheck.findFirst({
    where: { id, organizationId: ctx.organizationId, deletedAt: null },
  });
  if (!row) throw new AppError("not-found", "There is no such check in this organization.");
  return row;
}

const versionsShown = 50;

export async function detailOf(tx: Tx, ctx: Context, row: CustomCheck): Promise<CustomCheckDetail> {
  const { organizationId } = ctx;
  const [tally, versions] = await Promise.all([
    tx.checkTally.findUnique({
      where: { organizationId_checkId: { organizationId, checkId: customId(row.slug) } },
    }),
    tx.customCheckVersion.findMany({
      where: { organizationId, customCheckId: row.id },
      orderBy: { version: "desc" },
      take: versionsShown,
    }),
  ]);
  return toCustomCheckDetail(row, tally ?? undefined, versions);
}

/** Safe because a definition was parsed from JSON, so that it holds nothing else. */
export const asJson = (definition: CustomCheckDefinition): Prisma.InputJsonObject =>
  definition as unknown as Prisma.InputJsonObject;

export const versionRow = (
  { organizationId, actor }: Context,
  customCheckId: string,
  version: number,
  definition: CustomCheckDefinition,
  savedAt: Date,
) => ({
  organizationId,
  customCheckId,
  version,
  definition: asJson(definition),
  savedAt,
  savedById: actor.id,
  savedByName: actor.name,
});
