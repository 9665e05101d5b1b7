import { z } from "zod";

import { WorkloadDetail } from "#lib/contract/workloads.ts";
import { route } from "#lib/http/route.ts";
import { getWorkload } from "#lib/workloads/get-workload.ts";

export const GET = route(
  {
    summary: "Read a workload with its members and decisions",
    permission: "workload:read",
    params: z.object({ workloadId: z.uuid() }),
    past: true,
    response: WorkloadDetail,
  },
  ({ ctx, params }) => getWorkload(ctx, params.workloadId),
);
