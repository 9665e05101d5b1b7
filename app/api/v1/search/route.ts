import { z } from "zod";

import { SearchResults } from "#lib/contract/search.ts";
import { route } from "#lib/http/route.ts";
import { zodQuery } from "#lib/http/strict-query.ts";
import { searchEverything } from "./search-everything.ts";

const query = z.object({ q: z.string().trim().min(2, "Write at least two characters").max(200) });

export const GET = route(
  {
    summary: "Search workloads, issues, findings, resources, checks and connections",
    permission: "signed-in",
    query: zodQuery(query),
    past: true,
    response: SearchResults,
  },
  ({ ctx, query: { q } }) => searchEverything(ctx, q),
);
