import { z } from "zod";

import { ResourceDetail } from "#lib/contract/inventory.ts";
import { route } from "#lib/http/route.ts";
import { getResource } from "#lib/inventory/get-resource.ts";

export const GET = route(
  {
    summary: "Read a resource",
    permission: "inventory:read",
    params: z.object({ resourceId: z.uuid() }),
    past: true,
    response: ResourceDetail,
  },
  ({ ctx, params }) => getResource(ctx, params.resourceId),
);
