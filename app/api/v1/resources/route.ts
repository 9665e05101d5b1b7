import { resourceFilterParsers, ResourcePage } from "#lib/contract/inventory.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";
import { listResources } from "#lib/inventory/list-resources.ts";

export const GET = route(
  {
    summary: "List resources",
    permission: "inventory:read",
    query: strictQuery(resourceFilterParsers),
    past: true,
    response: ResourcePage,
  },
  ({ ctx, query }) => listResources(ctx, query),
);
