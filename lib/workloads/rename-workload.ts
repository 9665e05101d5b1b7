import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { RenameWorkloadInput, WorkloadReference } from "#lib/contract/workloads.ts";
import { recordDecision } from "./record-decision.ts";
import { workloadInOrganization } from "./workload-in-organization.ts";

/** Gives a workload the name its owner uses; discovery does not take it back. */
export async function renameWorkload(
  ctx: Context,
  id: string,
  { name }: RenameWorkloadInput,
): Promise<WorkloadReference> {
  requirePermission(ctx, "workload:write");
  return inTransaction(ctx, async (tx) => {
    const before = await workloadInOrganization(tx, ctx, id);
    if (before.name === name) return { id };
    await tx.workload.update({
      where: { id },
      data: { name, nameReason: "Named by a person", changedAt: new Date() },
    });
    await recordDecision(tx, ctx, { kind: "rename", workloadId: id, name }, { from: before.name, to: name });
    return { id };
  });
}
