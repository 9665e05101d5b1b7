import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { CollectionRunView, type SyncDetail } from "#lib/contract/connections.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { CollectionRun } from "#lib/platform/generated/client.ts";
import { toSyncView } from "./sync-view.ts";

/** One sync with the progress of each collection. While it runs, its counts are those so far. */
export async function getSync(ctx: Context, syncId: string): Promise<SyncDetail> {
  requirePermission(ctx, "connection:read");
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const sync = await tx.sync.findFirst({ where: { id: syncId, organizationId } });
    if (!sync) throw new AppError("not-found", "There is no such sync.");
    const runs = await tx.collectionRun.findMany({
      where: { organizationId, syncId },
      orderBy: [{ title: "asc" }, { account: "asc" }, { region: "asc" }],
    });
    const view = toSyncView(sync);
    const total = (count: "resourceCount" | "callCount") => runs.reduce((sum, run) => sum + run[count], 0);
    return {
      ...view,
      ...(sync.finishedAt ? {} : { resourceCount: total("resourceCount"), callCount: total("callCount") }),
      endedCount: runs.filter(({ state }) => state !== "pending" && state !== "running").length,
      totalCount: runs.length,
      collections: runs.map(toRunView),
    };
  });
}

const toRunView = (run: CollectionRun): CollectionRunView =>
  CollectionRunView.parse({
    ...run,
    region: run.region === "" ? null : run.region,
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
  });
