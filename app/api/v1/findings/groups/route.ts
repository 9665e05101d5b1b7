import { findingFilterParsers, FindingGroups } from "#lib/contract/findings.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";
import { listFindingGroups } from "#lib/posture/count-findings.ts";

export const GET = route(
  {
    summary: "List findings grouped by check",
    permission: "finding:read",
    query: strictQuery(findingFilterParsers),
    past: true,
    response: FindingGroups,
  },
  ({ ctx, query }) => listFindingGroups(ctx, query),
);
