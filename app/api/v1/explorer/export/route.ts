import { z } from "zod";

import { ExplorerRequest } from "#lib/contract/explorer.ts";
import { askGraph } from "#lib/explorer/ask-graph.ts";
import { explorerCsv } from "#lib/explorer/explorer-csv.ts";
import { route } from "#lib/http/route.ts";
import { zodQuery } from "#lib/http/strict-query.ts";

export const GET = route(
  {
    summary: "Answer a question of the query language as CSV",
    permission: "inventory:read",
    query: zodQuery(ExplorerRequest),
    past: true,
    response: z.string(),
    mediaType: "text/csv",
  },
  async ({ ctx, query, request }) =>
    new Response(explorerCsv(await askGraph(ctx, query.q, request.signal)), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="answer.csv"',
        "Cache-Control": "no-store",
      },
    }),
);
