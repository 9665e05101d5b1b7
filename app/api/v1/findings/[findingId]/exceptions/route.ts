import { z } from "zod";

import { ExceptionInput } from "#lib/contract/remediation.ts";
import { route } from "#lib/http/route.ts";
import { requestException } from "#lib/remediation/request-exception.ts";

export const POST = route(
  {
    summary: "Ask for an exception to a finding",
    permission: "exception:request",
    params: z.object({ findingId: z.uuid() }),
    body: ExceptionInput,
    response: z.object({ id: z.string() }),
    status: 201,
  },
  ({ ctx, params, body }) => requestException(ctx, params.findingId, body),
);
