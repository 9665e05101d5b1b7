import { z } from "zod";

import { getFramework } from "#lib/compliance/get-framework.ts";
import { complianceScopeParsers, FrameworkDetail } from "#lib/contract/compliance.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";

export const GET = route(
  {
    summary: "Read a framework with its controls",
    permission: "compliance:read",
    params: z.object({ frameworkId: z.string() }),
    query: strictQuery(complianceScopeParsers),
    past: true,
    response: FrameworkDetail,
  },
  ({ ctx, params, query }) => getFramework(ctx, params.frameworkId, query),
);
