import { workFilterParsers, WorkList } from "#lib/contract/remediation.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";
import { listWork } from "#lib/remediation/list-work.ts";

export const GET = route(
  {
    summary: "List assigned work",
    permission: "assignment:read",
    query: strictQuery(workFilterParsers),
    past: true,
    response: WorkList,
  },
  ({ ctx, query }) => listWork(ctx, query),
);
