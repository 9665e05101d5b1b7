import { z } from "zod";

import { RenameWorkloadInput, WorkloadReference } from "#lib/contract/workloads.ts";
import { route } from "#lib/http/route.ts";
import { renameWorkload } from "#lib/workloads/rename-workload.ts";

export const PUT = route(
  {
    summary: "Rename a workload",
    permission: "workload:write",
    params: z.object({ workloadId: z.uuid() }),
    body: RenameWorkloadInput,
    response: WorkloadReference,
  },
  ({ ctx, params, body }) => renameWorkload(ctx, params.workloadId, body),
);
