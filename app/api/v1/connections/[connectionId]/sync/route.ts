import { z } from "zod";

import { SyncView } from "#lib/contract/connections.ts";
import { route } from "#lib/http/route.ts";
import { requestSync } from "#lib/inventory/request-sync.ts";

export const POST = route(
  {
    summary: "Sync a connection",
    permission: "connection:write",
    params: z.object({ connectionId: z.uuid() }),
    response: SyncView,
    status: 202,
  },
  ({ ctx, params }) => requestSync(ctx, params.connectionId),
);
