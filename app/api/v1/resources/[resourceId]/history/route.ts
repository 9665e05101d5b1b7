import { z } from "zod";

import { ResourceHistory } from "#lib/contract/inventory.ts";
import { route } from "#lib/http/route.ts";
import { getResourceHistory } from "#lib/inventory/get-resource-history.ts";

export const GET = route(
  {
    summary: "Read the states a resource was in",
    permission: "inventory:read",
    params: z.object({ resourceId: z.uuid() }),
    past: true,
    response: ResourceHistory,
  },
  ({ ctx, params }) => getResourceHistory(ctx, params.resourceId),
);
