import { checkFilterParsers, CheckList } from "#lib/contract/checks.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";
import { listChecks } from "#lib/posture/list-checks.ts";

export const GET = route(
  {
    summary: "List checks",
    permission: "finding:read",
    query: strictQuery(checkFilterParsers),
    past: true,
    response: CheckList,
  },
  ({ ctx, query }) => listChecks(ctx, query),
);
