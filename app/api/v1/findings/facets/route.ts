import { FindingFacets, findingFilterParsers } from "#lib/contract/findings.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";
import { countFindings } from "#lib/posture/count-findings.ts";

export const GET = route(
  {
    summary: "Count findings by each filter's values",
    permission: "finding:read",
    query: strictQuery(findingFilterParsers),
    past: true,
    response: FindingFacets,
  },
  ({ ctx, query }) => countFindings(ctx, query),
);
