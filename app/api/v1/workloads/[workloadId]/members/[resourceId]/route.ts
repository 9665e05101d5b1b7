import { z } from "zod";

import { WorkloadReference } from "#lib/contract/workloads.ts";
import { route } from "#lib/http/route.ts";
import { removeMember } from "#lib/workloads/remove-member.ts";

export const DELETE = route(
  {
    summary: "Take a resource out of a workload",
    permission: "workload:write",
    params: z.object({ workloadId: z.uuid(), resourceId: z.uuid() }),
    response: WorkloadReference,
  },
  ({ ctx, params: { workloadId, resourceId } }) => removeMember(ctx, workloadId, { resourceId }),
);
