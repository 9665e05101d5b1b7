import { z } from "zod";

import { DecisionInput } from "#lib/contract/remediation.ts";
import { route } from "#lib/http/route.ts";
import { decideException } from "#lib/remediation/decide-exception.ts";

export const POST = route(
  {
    summary: "Approve or deny an exception",
    permission: "exception:approve",
    params: z.object({ exceptionId: z.uuid() }),
    body: DecisionInput,
    response: null,
  },
  ({ ctx, params, body }) => decideException(ctx, params.exceptionId, body),
);
