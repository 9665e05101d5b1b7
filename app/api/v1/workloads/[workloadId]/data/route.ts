import { z } from "zod";

import { WorkloadData } from "#lib/contract/workload-facts.ts";
import { route } from "#lib/http/route.ts";
import { getWorkloadData } from "#lib/workloads/get-workload-data.ts";

export const GET = route(
  {
    summary: "Read what grounds and trains a workload",
    permission: "workload:read",
    params: z.object({ workloadId: z.uuid() }),
    past: true,
    response: WorkloadData,
  },
  ({ ctx, params }) => getWorkloadData(ctx, params.workloadId),
);
