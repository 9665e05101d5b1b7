import { z } from "zod";

import { MergeWorkloadsInput, WorkloadReference } from "#lib/contract/workloads.ts";
import { route } from "#lib/http/route.ts";
import { mergeWorkloads } from "#lib/workloads/merge-workloads.ts";

export const POST = route(
  {
    summary: "Merge other workloads into this one",
    permission: "workload:write",
    params: z.object({ workloadId: z.uuid() }),
    body: MergeWorkloadsInput,
    response: WorkloadReference,
  },
  ({ ctx, params, body }) => mergeWorkloads(ctx, params.workloadId, body),
);
