import { z } from "zod";

import { JobView } from "#lib/contract/jobs.ts";
import { route } from "#lib/http/route.ts";
import { retryJob } from "#lib/inventory/retry-job.ts";

export const POST = route(
  {
    summary: "Retry a job that was given up",
    permission: "job:write",
    params: z.object({ jobId: z.uuid() }),
    response: JobView,
    status: 202,
  },
  ({ ctx, params }) => retryJob(ctx, params.jobId),
);
