import { IssueFacets, issueFilterParsers } from "#lib/contract/issues.ts";
import { countIssues } from "#lib/correlation/count-issues.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";

export const GET = route(
  {
    summary: "Count issues by each filter's values",
    permission: "issue:read",
    query: strictQuery(issueFilterParsers),
    past: true,
    response: IssueFacets,
  },
  ({ ctx, query }) => countIssues(ctx, query),
);
