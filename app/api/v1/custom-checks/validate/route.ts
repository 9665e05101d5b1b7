import { CustomCheckProblems, ValidateCustomCheck } from "#lib/contract/custom-checks.ts";
import { route } from "#lib/http/route.ts";
import { validateCustomCheck } from "#lib/posture/custom/validate-custom-check.ts";

export const POST = route(
  {
    summary: "Tell what is wrong with the definition of a check, without storing it",
    permission: "check:write",
    body: ValidateCustomCheck,
    response: CustomCheckProblems,
  },
  ({ ctx, body }) => validateCustomCheck(ctx, body),
);
