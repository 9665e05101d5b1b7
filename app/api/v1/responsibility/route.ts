import { responsibilityFilterParsers, ResponsibilityMatrix } from "#lib/contract/responsibility.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";
import { listResponsibility } from "#lib/responsibility/list-responsibility.ts";

export const GET = route(
  {
    summary: "Read the responsibility matrix",
    permission: "responsibility:read",
    query: strictQuery(responsibilityFilterParsers),
    past: true,
    response: ResponsibilityMatrix,
  },
  ({ ctx, query }) => listResponsibility(ctx, query),
);
