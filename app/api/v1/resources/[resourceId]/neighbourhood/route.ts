import { z } from "zod";

import { Neighbourhood, NeighbourhoodRequest } from "#lib/contract/graph.ts";
import { route } from "#lib/http/route.ts";
import { zodQuery } from "#lib/http/strict-query.ts";
import { getNeighbourhood } from "#lib/workloads/get-neighbourhood.ts";

export const GET = route(
  {
    summary: "Read what stands near a resource",
    permission: "inventory:read",
    params: z.object({ resourceId: z.uuid() }),
    query: zodQuery(NeighbourhoodRequest),
    past: true,
    response: Neighbourhood,
  },
  ({ ctx, params, query }) => getNeighbourhood(ctx, { ...params, ...query }),
);
