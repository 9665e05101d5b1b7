import { z } from "zod";

import { ChangePlan, PlanDetail } from "#lib/contract/plans.ts";
import { route } from "#lib/http/route.ts";
import { changePlan, deletePlan, getPlan } from "#lib/remediation/plans.ts";

const params = z.object({ planId: z.uuid() });

export const GET = route(
  {
    summary: "Get a plan with what became of its promise",
    permission: "work:read-all",
    params,
    response: PlanDetail,
  },
  ({ ctx, params }) => getPlan(ctx, params.planId),
);

export const PATCH = route(
  {
    summary: "Rename, assign or close a plan",
    permission: "issue:write",
    params,
    body: ChangePlan,
    response: PlanDetail,
  },
  ({ ctx, params, body }) => changePlan(ctx, params.planId, body),
);

export const DELETE = route(
  { summary: "Delete a plan", permission: "issue:write", params, response: null },
  ({ ctx, params }) => deletePlan(ctx, params.planId),
);
