import { listFrameworks } from "#lib/compliance/list-frameworks.ts";
import { complianceScopeParsers, FrameworkList } from "#lib/contract/compliance.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";

export const GET = route(
  {
    summary: "List frameworks with how their controls stand",
    permission: "compliance:read",
    query: strictQuery(complianceScopeParsers),
    past: true,
    response: FrameworkList,
  },
  ({ ctx, query }) => listFrameworks(ctx, query),
);
