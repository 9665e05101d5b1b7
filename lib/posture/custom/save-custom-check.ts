import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { CustomCheckDetail, SaveCustomCheck } from "#lib/contract/custom-checks.ts";
import { AppError } from "#lib/domain/errors.ts";
import { enqueue } from "#lib/platform/queue.ts";
import {
  asJson,
  customCheckInOrganization,
  detailOf,
  inTurn,
  validOrThrow,
  versionRow,
} from "./stored-custom-check.ts";

/** Stores the next version of a check and evaluates it. Its slug stays, since its findings stand under it. */
export async function saveCustomCheck(
  ctx: Context,
  id: string,
  { definition: input, version: edited }: SaveCustomCheck,
  at: Date = new Date(),
): Promise<CustomCheckDetail> {
  requirePermission(ctx, "check:write");
  const { organizationId, actor } = ctx;
  return inTransaction(ctx, async (tx) => {
    await inTurn(tx, ctx);
    const before = await customCheckInOrganization(tx, ctx, id);
    const version = before.version + 1;
    const { definition } = validOrThrow(input, version);
    if (before.version !== edited)
      throw new AppError(
        "conflict",
        `${before.changedByName} saved version ${before.version} meanwhile. Look at it before you save yours.`,
      );
    if (definition.slug !== before.slug)
      throw new AppError("invalid-input", "slug: A check keeps its name", {
        fields: [{ field: "slug", message: "A check keeps its name: make another one instead" }],
      });
    const row = await tx.customCheck.update({
      where: { id },
      data: {
        title: definition.title,
        version,
        definition: asJson(definition),
        changedAt: at,
        changedById: actor.id,
        changedByName: actor.name,
      },
    });
    await tx.customCheckVersion.create({ data: versionRow(ctx, id, version, definition, at) });
    await audit(tx, ctx, {
      action: "custom-check.save",
      subjectType: "custom-check",
      subjectId: id,
      before: { version: before.version, definition: before.definition ?? {} },
      after: { version, definition: asJson(definition) },
    });
    await enqueue(tx, "posture.evaluate", { organizationId });
    return detailOf(tx, ctx, row);
  });
}
