import { parseAsArrayOf, parseAsString } from "nuqs/server";
import { z } from "zod";

import { simulateFixes } from "#lib/correlation/plan-fixes.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";

export const GET = route(
  {
    summary: "Tell which open issues a set of changes would leave",
    permission: "issue:read",
    query: strictQuery({ fix: parseAsArrayOf(parseAsString).withDefault([]) }),
    response: z.object({ left: z.array(z.string()), broken: z.array(z.string()) }),
  },
  ({ ctx, query }) => simulateFixes(ctx, { fixIds: query.fix }),
);
