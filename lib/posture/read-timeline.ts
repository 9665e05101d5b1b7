import type { Context } from "#lib/access/context.ts";
import { TimelineEntry } from "#lib/contract/timeline.ts";
import type { Tx } from "#lib/platform/transaction.ts";

/** The newest events of one subject, newest first. */
export async function readTimeline(
  tx: Tx,
  ctx: Context,
  subjectType: string,
  subjectId: string,
): Promise<TimelineEntry[]> {
  const rows = await tx.timelineEvent.findMany({
    where: { organizationId: ctx.organizationId, subjectType, subjectId },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: 200,
  });
  return rows.map(({ id, at, actorKind, actorName, kind, data }) =>
    TimelineEntry.parse({
      id,
      at: at.toISOString(),
      actor: { kind: actorKind, name: actorName },
      kind,
      data,
    }),
  );
}
