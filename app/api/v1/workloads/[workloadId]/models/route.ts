import { z } from "zod";

import { WorkloadModels } from "#lib/contract/workload-facts.ts";
import { route } from "#lib/http/route.ts";
import { getWorkloadModels } from "#lib/workloads/get-workload-models.ts";

export const GET = route(
  {
    summary: "Read the dossiers of a workload's models",
    permission: "workload:read",
    params: z.object({ workloadId: z.uuid() }),
    past: true,
    response: WorkloadModels,
  },
  ({ ctx, params }) => getWorkloadModels(ctx, params.workloadId),
);
