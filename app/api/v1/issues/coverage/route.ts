import { CorrelationCoverage } from "#lib/contract/issues.ts";
import { getCorrelationCoverage } from "#lib/correlation/get-coverage.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "Read what the last search could not decide",
    permission: "issue:read",
    past: true,
    response: CorrelationCoverage,
  },
  ({ ctx }) => getCorrelationCoverage(ctx),
);
