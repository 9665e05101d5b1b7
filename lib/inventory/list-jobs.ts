import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { JobView, type JobFilters, type JobPage } from "#lib/contract/jobs.ts";
import type { JobRun } from "#lib/platform/generated/client.ts";
import { decodeCursor, toPage } from "#lib/platform/cursor.ts";

const limitMax = 200;
const Place = z.tuple([z.uuid()]);

/** What the worker ran for this organization, newest first; `state=dead` lists what it gave up. */
export async function listJobs(ctx: Context, filters: JobFilters): Promise<JobPage> {
  requirePermission(ctx, "job:read");
  const limit = Math.min(Math.max(filters.limit, 1), limitMax);
  const rows = await inTransaction(ctx, (tx) =>
    tx.jobRun.findMany({
      where: {
        organizationId: ctx.organizationId,
        ...(filters.state.length > 0 ? { state: { in: filters.state } } : {}),
        ...(filters.name ? { name: filters.name } : {}),
        ...(filters.cursor ? { id: { lt: decodeCursor(Place, filters.cursor)[0] } } : {}),
      },
      orderBy: { id: "desc" },
      take: limit + 1,
    }),
  );
  return toPage(rows, limit, toJobView, ({ id }) => [id]);
}

export const toJobView = (run: JobRun): JobView =>
  JobView.parse({
    ...run,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
  });
