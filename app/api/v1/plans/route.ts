import { CreatePlan, PlanDetail, PlanList } from "#lib/contract/plans.ts";
import { route } from "#lib/http/route.ts";
import { createPlan, listPlans } from "#lib/remediation/plans.ts";

export const GET = route(
  { summary: "List plans", permission: "work:read-all", response: PlanList },
  ({ ctx }) => listPlans(ctx),
);

export const POST = route(
  {
    summary: "Keep a set of changes as a plan",
    permission: "issue:write",
    body: CreatePlan,
    response: PlanDetail,
    status: 201,
  },
  ({ ctx, body }) => createPlan(ctx, body),
);
