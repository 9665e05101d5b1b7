import { CreateCustomCheck, CustomCheckDetail, CustomCheckList } from "#lib/contract/custom-checks.ts";
import { route } from "#lib/http/route.ts";
import { createCustomCheck } from "#lib/posture/custom/create-custom-check.ts";
import { listCustomChecks } from "#lib/posture/custom/list-custom-checks.ts";

export const GET = route(
  {
    summary: "List the organization's own checks",
    permission: "finding:read",
    past: true,
    response: CustomCheckList,
  },
  ({ ctx }) => listCustomChecks(ctx),
);

export const POST = route(
  {
    summary: "Create a check of one's own",
    permission: "check:write",
    body: CreateCustomCheck,
    response: CustomCheckDetail,
    status: 201,
  },
  ({ ctx, body }) => createCustomCheck(ctx, body),
);
