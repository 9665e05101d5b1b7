import { getControl } from "#lib/compliance/get-control.ts";
import { complianceScopeParsers, ControlDetail, ControlParams } from "#lib/contract/compliance.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";

export const GET = route(
  {
    summary: "Read a control with its evidence",
    permission: "compliance:read",
    params: ControlParams,
    query: strictQuery(complianceScopeParsers),
    past: true,
    response: ControlDetail,
  },
  ({ ctx, params, query }) => getControl(ctx, params, query),
);
