import { z } from "zod";

import { route } from "#lib/http/route.ts";
import { withdrawException } from "#lib/remediation/decide-exception.ts";

export const POST = route(
  {
    summary: "Take back one's own request for an exception",
    permission: "exception:request",
    params: z.object({ exceptionId: z.uuid() }),
    response: null,
  },
  ({ ctx, params }) => withdrawException(ctx, params.exceptionId),
);
