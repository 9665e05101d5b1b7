import { PostureTrend, postureTrendParsers } from "#lib/contract/posture.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";
import { readPostureTrend } from "#lib/posture/summarize-posture.ts";

export const GET = route(
  {
    summary: "Read scores and open findings by layer and day",
    permission: "finding:read",
    query: strictQuery(postureTrendParsers),
    past: true,
    response: PostureTrend,
  },
  ({ ctx, query }) => readPostureTrend(ctx, query.days),
);
