import { CheckParametersList } from "#lib/contract/check-parameters.ts";
import { route } from "#lib/http/route.ts";
import { listCheckParameters } from "#lib/posture/list-check-parameters.ts";

export const GET = route(
  {
    summary: "List what can be set of checks, and what is",
    permission: "finding:read",
    response: CheckParametersList,
  },
  ({ ctx }) => listCheckParameters(ctx),
);
