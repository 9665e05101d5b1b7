import { findingFilterParsers, FindingPage } from "#lib/contract/findings.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";
import { listFindings } from "#lib/posture/list-findings.ts";

export const GET = route(
  {
    summary: "List findings",
    permission: "finding:read",
    query: strictQuery(findingFilterParsers),
    past: true,
    response: FindingPage,
  },
  ({ ctx, query }) => listFindings(ctx, query),
);
