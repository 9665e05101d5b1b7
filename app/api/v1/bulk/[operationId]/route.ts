import { z } from "zod";

import { BulkView } from "#lib/contract/remediation.ts";
import { route } from "#lib/http/route.ts";
import { getBulkOperation } from "#lib/remediation/get-bulk-operation.ts";

export const GET = route(
  {
    summary: "Read how far a bulk operation is",
    permission: "assignment:read",
    params: z.object({ operationId: z.uuid() }),
    response: BulkView,
  },
  ({ ctx, params }) => getBulkOperation(ctx, params.operationId),
);
