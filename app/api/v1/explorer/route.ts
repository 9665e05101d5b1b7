import { ExplorerAnswer, ExplorerRequest } from "#lib/contract/explorer.ts";
import { askGraph } from "#lib/explorer/ask-graph.ts";
import { route } from "#lib/http/route.ts";
import { zodQuery } from "#lib/http/strict-query.ts";

export const GET = route(
  {
    summary: "Ask the graph a question in the query language",
    permission: "inventory:read",
    query: zodQuery(ExplorerRequest),
    past: true,
    response: ExplorerAnswer,
  },
  ({ ctx, query, request }) => askGraph(ctx, query.q, request.signal),
);
