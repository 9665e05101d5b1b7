import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { AddMemberInput, WorkloadReference } from "#lib/contract/workloads.ts";
import { AppError } from "#lib/domain/errors.ts";
import { recordDecision } from "./record-decision.ts";
import { workloadInOrganization } from "./workload-in-organization.ts";

/** Counts a resource in that discovery did not, or gives a member another role. */
export async function addMember(
  ctx: Context,
  id: string,
  { resourceId, role }: AddMemberInput,
): Promise<WorkloadReference> {
  requirePermission(ctx, "workload:write");
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    await workloadInOrganization(tx, ctx, id);
    const resource = await tx.resource.findFirst({
      where: { organizationId, id: resourceId, removedAt: null },
      select: { key: true, name: true, layer: true },
    });
    if (!resource) throw new AppError("not-found", "There is no such resource.");
    const { key: resourceKey, name, layer } = resource;
    const said = { layer, role, reason: "Added by a person", shared: false };
    await tx.workloadMember.upsert({
      where: { organizationId_workloadId_resourceKey: { organizationId, workloadId: id, resourceKey } },
      create: { organizationId, workloadId: id, resourceKey, ...said },
      update: said,
    });
    const memberCount = await tx.workloadMember.count({ where: { organizationId, workloadId: id } });
    await tx.workload.update({ where: { id }, data: { memberCount, changedAt: new Date() } });
    await recordDecision(
      tx,
      ctx,
      { kind: "add", workloadId: id, resourceKey, role },
      { resource: name, role },
    );
    return { id };
  });
}
