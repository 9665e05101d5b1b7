import { z } from "zod";

import { SyncDetail } from "#lib/contract/connections.ts";
import { route } from "#lib/http/route.ts";
import { getSync } from "#lib/inventory/get-sync.ts";

export const GET = route(
  {
    summary: "Read a sync and its progress",
    permission: "connection:read",
    params: z.object({ syncId: z.uuid() }),
    past: true,
    response: SyncDetail,
  },
  ({ ctx, params }) => getSync(ctx, params.syncId),
);
