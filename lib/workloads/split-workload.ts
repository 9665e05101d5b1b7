import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { SplitWorkloadInput, WorkloadReference } from "#lib/contract/workloads.ts";
import { AppError } from "#lib/domain/errors.ts";
import { newId } from "#lib/platform/id.ts";
import { recordDecision } from "./record-decision.ts";
import { workloadInOrganization } from "./workload-in-organization.ts";

/** Takes some members out of a workload and makes them one of their own. Returns the new one. */
export async function splitWorkload(
  ctx: Context,
  id: string,
  { name, resourceIds }: SplitWorkloadInput,
): Promise<WorkloadReference> {
  requirePermission(ctx, "workload:write");
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    await workloadInOrganization(tx, ctx, id);
    const before = await tx.workload.findUniqueOrThrow({ where: { id } });
    const resources = await tx.resource.findMany({
      where: { organizationId, id: { in: resourceIds } },
      select: { key: true },
    });
    const leaving = await tx.workloadMember.findMany({
      where: { organizationId, workloadId: id, resourceKey: { in: resources.map(({ key }) => key) } },
    });
    if (leaving.length !== new Set(resourceIds).size)
      throw new AppError("not-found", "Not all of these resources are members of this workload.");
    if (leaving.length === before.memberCount)
      throw new AppError("conflict", "Leave at least one resource in the workload; rename it instead.");

    const at = new Date();
    const newWorkloadId = newId(at);
    const resourceKeys = leaving.map(({ resourceKey }) => resourceKey);
    await tx.workload.create({
      data: {
        ...before,
        id: newWorkloadId,
        name,
        nameReason: "Named by a person",
        seedKeys: [],
        memberCount: leaving.length,
        firstSeenAt: at,
        changedAt: at,
      },
    });
    await tx.workloadMember.deleteMany({
      where: { organizationId, workloadId: id, resourceKey: { in: resourceKeys } },
    });
    await tx.workloadMember.createMany({
      data: leaving.map((row) => ({ ...row, workloadId: newWorkloadId })),
    });
    await tx.workload.update({
      where: { id },
      data: { memberCount: before.memberCount - leaving.length, changedAt: at },
    });
    await recordDecision(
      tx,
      ctx,
      { kind: "split", workloadId: id, newWorkloadId, name, resourceKeys },
      { name, memberCount: leaving.length },
    );
    return { id: newWorkloadId };
  });
}
