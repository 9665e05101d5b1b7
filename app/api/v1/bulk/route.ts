import { z } from "zod";

import { BulkInput } from "#lib/contract/remediation.ts";
import { route } from "#lib/http/route.ts";
import { createBulkOperation } from "#lib/remediation/create-bulk-operation.ts";

export const POST = route(
  {
    summary: "Change many findings at once",
    permission: ["assignment:write", "exception:request", "assignment:work"],
    body: BulkInput,
    response: z.object({ id: z.string(), totalCount: z.number() }),
    status: 202,
  },
  ({ ctx, body }) => createBulkOperation(ctx, body),
);
