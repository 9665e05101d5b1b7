import { z } from "zod";

import { SyncView } from "#lib/contract/connections.ts";
import { route } from "#lib/http/route.ts";
import { cancelSync } from "#lib/inventory/cancel-sync.ts";

export const POST = route(
  {
    summary: "Cancel a sync",
    permission: "connection:write",
    params: z.object({ syncId: z.uuid() }),
    response: SyncView,
    status: 202,
  },
  ({ ctx, params }) => cancelSync(ctx, params.syncId),
);
