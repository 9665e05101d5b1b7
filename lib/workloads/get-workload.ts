import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { TimelineEntry } from "#lib/contract/timeline.ts";
import { WorkloadDetail } from "#lib/contract/workloads.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { listMembers } from "./list-members.ts";
import { StoredDecision } from "./refresh-workloads.ts";
import { summarizeWorkload } from "./summarize-workload.ts";
import { workloadInOrganization } from "./workload-in-organization.ts";
import { toWorkloadViews } from "./workload-view.ts";

/** One workload with its members and what people decided about it. Throws `not-found`. */
export async function getWorkload(ctx: Context, id: string): Promise<WorkloadDetail> {
  requirePermission(ctx, "workload:read");
  return inTransaction(ctx, async (tx) => {
    const row = await workloadInOrganization(tx, ctx, id);
    const [view] = await toWorkloadViews(tx, ctx, [row]);
    const members = await listMembers(tx, ctx, id);
    return WorkloadDetail.parse({
      ...view,
      ...summarizeWorkload(members),
      members: members.map((member) => member.view),
      decisions: await decisionsOf(tx, ctx, id),
      timeline: await timelineOf(tx, ctx, id),
    });
  });
}

async function decisionsOf(tx: Tx, { organizationId }: Context, workloadId: string) {
  const rows = await tx.workloadDecision.findMany({
    where: { organizationId, workloadId, revokedAt: null },
    orderBy: [{ decidedAt: "desc" }, { id: "desc" }],
  });
  return rows.map(({ id, decision, decidedByName, decidedAt }) => ({
    id,
    kind: StoredDecision.parse(decision).kind,
    by: decidedByName,
    at: decidedAt.toISOString(),
  }));
}

async function timelineOf(tx: Tx, { organizationId }: Context, subjectId: string): Promise<TimelineEntry[]> {
  const rows = await tx.timelineEvent.findMany({
    where: { organizationId, subjectType: "workload", subjectId },
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
