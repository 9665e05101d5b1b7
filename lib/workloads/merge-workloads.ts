import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { MergeWorkloadsInput, WorkloadReference } from "#lib/contract/workloads.ts";
import { AppError } from "#lib/domain/errors.ts";
import { recordDecision } from "./record-decision.ts";
import { workloadInOrganization } from "./workload-in-organization.ts";

/** Makes several workloads one. The one that stays keeps its name and takes the members of the others. */
export async function mergeWorkloads(
  ctx: Context,
  id: string,
  { from }: MergeWorkloadsInput,
): Promise<WorkloadReference> {
  requirePermission(ctx, "workload:write");
  const { organizationId } = ctx;
  const others = [...new Set(from)].toSorted();
  if (others.includes(id))
    throw new AppError("invalid-input", "from: A workload cannot be merged into itself.", {
      fields: [{ field: "from", message: "Leave out the workload that stays" }],
    });
  return inTransaction(ctx, async (tx) => {
    await workloadInOrganization(tx, ctx, id);
    const merged = [];
    for (const other of others) merged.push(await workloadInOrganization(tx, ctx, other));
    const kept = await tx.workloadMember.findMany({ where: { organizationId, workloadId: id } });
    const has = new Set(kept.map(({ resourceKey }) => resourceKey));
    const members = await tx.workloadMember.findMany({
      where: { organizationId, workloadId: { in: others } },
      orderBy: { workloadId: "asc" },
    });
    const added = members.filter(({ resourceKey }) => !has.has(resourceKey) && has.add(resourceKey));
    await tx.workloadMember.createMany({ data: added.map((row) => ({ ...row, workloadId: id })) });
    await tx.workloadMember.deleteMany({ where: { organizationId, workloadId: { in: others } } });
    const at = new Date();
    await tx.workload.updateMany({
      where: { organizationId, id: { in: others } },
      data: { removedAt: at, changedAt: at },
    });
    await tx.workload.update({ where: { id }, data: { memberCount: has.size, changedAt: at } });
    await recordDecision(
      tx,
      ctx,
      { kind: "merge", workloadId: id, from: others },
      { merged: merged.map(({ name }) => name) },
    );
    return { id };
  });
}
