import { DryRun, DryRunInput } from "#lib/contract/custom-checks.ts";
import { route } from "#lib/http/route.ts";
import { dryRunCustomCheck } from "#lib/posture/custom/dry-run.ts";

export const POST = route(
  {
    summary: "Tell what a check would find now and would have found, without storing anything",
    permission: "check:write",
    body: DryRunInput,
    response: DryRun,
  },
  ({ ctx, body }) => dryRunCustomCheck(ctx, body),
);
