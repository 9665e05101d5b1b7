import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { WorkloadReference } from "#lib/contract/workloads.ts";
import { AppError } from "#lib/domain/errors.ts";
import { recordDecision } from "./record-decision.ts";
import { workloadInOrganization } from "./workload-in-organization.ts";

/** Counts a member out; discovery does not count it in again. */
export async function removeMember(
  ctx: Context,
  id: string,
  { resourceId }: { resourceId: string },
): Promise<WorkloadReference> {
  requirePermission(ctx, "workload:write");
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    await workloadInOrganization(tx, ctx, id);
    const resource = await tx.resource.findFirst({
      where: { organizationId, id: resourceId },
      select: { key: true, name: true },
    });
    const resourceKey = resource?.key ?? "";
    const before = await tx.workloadMember.count({ where: { organizationId, workloadId: id } });
    const { count } = await tx.workloadMember.deleteMany({
      where: { organizationId, workloadId: id, resourceKey },
    });
    if (!resource || count === 0) throw new AppError("not-found", "This workload has no such member.");
    if (before === 1)
      throw new AppError("conflict", "This is its last resource. Merge the workload into another instead.");
    await tx.workload.update({ where: { id }, data: { memberCount: before - 1, changedAt: new Date() } });
    await recordDecision(
      tx,
      ctx,
      { kind: "remove", workloadId: id, resourceKey },
      { resource: resource.name },
    );
    return { id };
  });
}
