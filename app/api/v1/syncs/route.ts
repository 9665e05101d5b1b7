import { syncFilterParsers, SyncPage } from "#lib/contract/connections.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";
import { listSyncs } from "#lib/inventory/list-syncs.ts";

export const GET = route(
  {
    summary: "List syncs",
    permission: "connection:read",
    query: strictQuery(syncFilterParsers),
    past: true,
    response: SyncPage,
  },
  ({ ctx, query }) => listSyncs(ctx, query),
);
