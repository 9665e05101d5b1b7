import { z } from "zod";

import { ProgressInput } from "#lib/contract/remediation.ts";
import { route } from "#lib/http/route.ts";
import { setProgress } from "#lib/remediation/set-progress.ts";

export const PUT = route(
  {
    summary: "Say that work on a finding began or stopped",
    permission: "assignment:work",
    params: z.object({ findingId: z.uuid() }),
    body: ProgressInput,
    response: null,
  },
  ({ ctx, params, body }) => setProgress(ctx, params.findingId, body),
);
