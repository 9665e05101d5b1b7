import { z } from "zod";

import { SplitWorkloadInput, WorkloadReference } from "#lib/contract/workloads.ts";
import { route } from "#lib/http/route.ts";
import { splitWorkload } from "#lib/workloads/split-workload.ts";

export const POST = route(
  {
    summary: "Split resources off into a workload of their own",
    permission: "workload:write",
    params: z.object({ workloadId: z.uuid() }),
    body: SplitWorkloadInput,
    response: WorkloadReference,
  },
  ({ ctx, params, body }) => splitWorkload(ctx, params.workloadId, body),
);
