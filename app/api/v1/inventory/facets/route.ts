import { resourceFilterParsers, ResourceFacets } from "#lib/contract/inventory.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";
import { countResources } from "#lib/inventory/count-resources.ts";

export const GET = route(
  {
    summary: "Count resources by facet",
    permission: "inventory:read",
    query: strictQuery(resourceFilterParsers),
    past: true,
    response: ResourceFacets,
  },
  ({ ctx, query }) => countResources(ctx, query),
);
