import type { Context } from "#lib/access/context.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/id.ts";
import type { Tx } from "#lib/platform/transaction.ts";

/** Adds to the subject's timeline, in the transaction of what happened. */
export async function writeTimeline(
  tx: Tx,
  ctx: Context,
  subjectType: string,
  subjectId: string,
  kind: string,
  data: Prisma.InputJsonObject,
): Promise<void> {
  await tx.timelineEvent.create({
    data: {
      id: newId(),
      organizationId: ctx.organizationId,
      subjectType,
      subjectId,
      at: new Date(),
      actorKind: ctx.actor.kind,
      actorId: ctx.actor.id,
      actorName: ctx.actor.name,
      kind,
      data,
    },
  });
}
