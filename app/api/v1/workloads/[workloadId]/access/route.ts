import { z } from "zod";

import { WorkloadAccess } from "#lib/contract/workload-facts.ts";
import { route } from "#lib/http/route.ts";
import { getWorkloadAccess } from "#lib/workloads/get-workload-access.ts";

export const GET = route(
  {
    summary: "Read who can do what to a workload",
    permission: "workload:read",
    params: z.object({ workloadId: z.uuid() }),
    past: true,
    response: WorkloadAccess,
  },
  ({ ctx, params }) => getWorkloadAccess(ctx, params.workloadId),
);
