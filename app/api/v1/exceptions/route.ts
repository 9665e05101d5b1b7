import { exceptionFilterParsers, ExceptionList } from "#lib/contract/remediation.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";
import { listExceptions } from "#lib/remediation/list-exceptions.ts";

export const GET = route(
  {
    summary: "List exceptions",
    permission: "assignment:read",
    query: strictQuery(exceptionFilterParsers),
    past: true,
    response: ExceptionList,
  },
  ({ ctx, query }) => listExceptions(ctx, query),
);
