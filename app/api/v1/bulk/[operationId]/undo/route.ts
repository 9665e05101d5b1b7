import { z } from "zod";

import { route } from "#lib/http/route.ts";
import { undoBulkOperation } from "#lib/remediation/undo-bulk-operation.ts";

export const POST = route(
  {
    summary: "Undo a bulk operation",
    permission: ["assignment:write", "exception:request", "assignment:work"],
    params: z.object({ operationId: z.uuid() }),
    response: null,
  },
  ({ ctx, params }) => undoBulkOperation(ctx, params.operationId),
);
