import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import {
  customChecksMax,
  type CreateCustomCheck,
  type CustomCheckDetail,
} from "#lib/contract/custom-checks.ts";
import { AppError } from "#lib/domain/errors.ts";
import { newId } from "#lib/platform/id.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { asJson, detailOf, inTurn, validOrThrow, versionRow } from "./stored-custom-check.ts";

/** Stores a check and evaluates it. The slug of one that was deleted takes its history up again. */
export async function createCustomCheck(
  ctx: Context,
  { definition: input, enabled }: CreateCustomCheck,
  at: Date = new Date(),
): Promise<CustomCheckDetail> {
  requirePermission(ctx, "check:write");
  const { definition } = validOrThrow(input, 1);
  const { organizationId, actor } = ctx;
  return inTransaction(ctx, async (tx) => {
    await inTurn(tx, ctx);
    const { slug, title } = definition;
    const taken = await tx.customCheck.findUnique({
      where: { organizationId_slug: { organizationId, slug } },
    });
    if (taken && !taken.deletedAt)
      throw new AppError("conflict", `There is a check ${slug} already.`, {
        fields: [{ field: "slug", message: "There is a check of this name already" }],
      });
    const count = await tx.customCheck.count({ where: { organizationId, deletedAt: null } });
    if (count >= customChecksMax)
      throw new AppError("conflict", `There are ${customChecksMax} checks already. Delete one first.`);
    const id = taken?.id ?? newId();
    const version = (taken?.version ?? 0) + 1;
    const data = {
      title,
      version,
      enabled,
      definition: asJson(definition),
      changedAt: at,
      changedById: actor.id,
      changedByName: actor.name,
      deletedAt: null,
    };
    const row = taken
      ? await tx.customCheck.update({ where: { id }, data })
      : await tx.customCheck.create({ data: { id, organizationId, slug, createdAt: at, ...data } });
    await tx.customCheckVersion.create({ data: versionRow(ctx, id, version, definition, at) });
    await audit(tx, ctx, {
      action: "custom-check.create",
      subjectType: "custom-check",
      subjectId: id,
      after: { version, enabled, definition: asJson(definition) },
    });
    await enqueue(tx, "posture.evaluate", { organizationId });
    return detailOf(tx, ctx, row);
  });
}
