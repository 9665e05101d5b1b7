import { Changes, ChangesQuery } from "#lib/contract/changes.ts";
import { listChanges } from "#lib/history/list-changes.ts";
import { route } from "#lib/http/route.ts";
import { zodQuery } from "#lib/http/strict-query.ts";

export const GET = route(
  {
    summary: "Compare two moments",
    permission: "work:read-all",
    query: zodQuery(ChangesQuery),
    response: Changes,
  },
  ({ ctx, query }) => listChanges(ctx, query),
);
