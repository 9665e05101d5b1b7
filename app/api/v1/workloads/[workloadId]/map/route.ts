import { z } from "zod";

import { GraphView } from "#lib/contract/graph.ts";
import { route } from "#lib/http/route.ts";
import { getWorkloadMap } from "#lib/workloads/get-workload-map.ts";

export const GET = route(
  {
    summary: "Read a workload's map",
    permission: "workload:read",
    params: z.object({ workloadId: z.uuid() }),
    past: true,
    response: GraphView,
  },
  ({ ctx, params }) => getWorkloadMap(ctx, params.workloadId),
);
