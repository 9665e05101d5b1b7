import { CustomCheckReference, referenceQuery } from "#lib/contract/custom-checks.ts";
import { route } from "#lib/http/route.ts";
import { zodQuery } from "#lib/http/strict-query.ts";
import { describeClass } from "#lib/posture/custom/describe-class.ts";

export const GET = route(
  {
    summary: "Tell what an expression about a class may read",
    permission: "finding:read",
    query: zodQuery(referenceQuery),
    response: CustomCheckReference,
  },
  ({ ctx, query }) => describeClass(ctx, query),
);
