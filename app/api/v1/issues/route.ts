import { issueFilterParsers, IssuePage } from "#lib/contract/issues.ts";
import { listIssues } from "#lib/correlation/list-issues.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";

export const GET = route(
  {
    summary: "List issues",
    permission: "issue:read",
    query: strictQuery(issueFilterParsers),
    past: true,
    response: IssuePage,
  },
  ({ ctx, query }) => listIssues(ctx, query),
);
