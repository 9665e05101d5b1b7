import { z } from "zod";

import { AssignInput } from "#lib/contract/remediation.ts";
import { route } from "#lib/http/route.ts";
import { assign } from "#lib/remediation/assign.ts";

export const PUT = route(
  {
    summary: "Assign an issue to a person or a team, or take it back",
    permission: "assignment:write",
    params: z.object({ issueId: z.uuid() }),
    body: AssignInput,
    response: null,
  },
  ({ ctx, params, body }) => assign(ctx, "issue", params.issueId, body),
);
