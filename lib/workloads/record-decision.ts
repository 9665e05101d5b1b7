import { audit } from "#lib/access/audit.ts";
import { personOf, type Context } from "#lib/access/context.ts";
import type { WorkloadDecision } from "#lib/domain/workload.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/id.ts";
import { enqueue } from "#lib/platform/queue.ts";
import type { Tx } from "#lib/platform/transaction.ts";

/**
 * Keeps a person's decision for every later discovery, with its audit entry and its place in the timeline, and asks
 * for correlation: issues and responsibilities follow the members.
 */
export async function recordDecision(
  tx: Tx,
  ctx: Context,
  decision: WorkloadDecision,
  data: Prisma.InputJsonObject,
): Promise<void> {
  const { organizationId, actor } = ctx;
  const at = new Date();
  await tx.workloadDecision.create({
    data: {
      id: newId(at),
      organizationId,
      workloadId: decision.workloadId,
      // Safe because a decision is made of texts and lists of texts.
      decision: decision as unknown as Prisma.InputJsonObject,
      decidedById: personOf(ctx),
      decidedByName: actor.name,
      decidedAt: at,
    },
  });
  await tx.timelineEvent.create({
    data: {
      id: newId(at),
      organizationId,
      subjectType: "workload",
      subjectId: decision.workloadId,
      at,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      kind: pastOf[decision.kind],
      data,
    },
  });
  await audit(tx, ctx, {
    action: `workload.${decision.kind}`,
    subjectType: "workload",
    subjectId: decision.workloadId,
    after: data,
  });
  await enqueue(tx, "correlation.refresh", { organizationId });
}

const pastOf: Record<WorkloadDecision["kind"], string> = {
  rename: "renamed",
  merge: "merged",
  split: "split",
  add: "member-added",
  remove: "member-removed",
};
