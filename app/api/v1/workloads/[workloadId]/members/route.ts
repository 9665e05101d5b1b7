import { z } from "zod";

import { AddMemberInput, WorkloadReference } from "#lib/contract/workloads.ts";
import { route } from "#lib/http/route.ts";
import { addMember } from "#lib/workloads/add-member.ts";

export const POST = route(
  {
    summary: "Add a resource to a workload",
    permission: "workload:write",
    params: z.object({ workloadId: z.uuid() }),
    body: AddMemberInput,
    response: WorkloadReference,
  },
  ({ ctx, params, body }) => addMember(ctx, params.workloadId, body),
);
