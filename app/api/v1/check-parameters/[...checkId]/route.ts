import { z } from "zod";

import { CheckParametersInput, CheckParametersView } from "#lib/contract/check-parameters.ts";
import { route } from "#lib/http/route.ts";
import { resetCheckParameters, setCheckParameters } from "#lib/posture/set-check-parameters.ts";

const params = z.object({ checkId: z.array(z.string()) });

export const PUT = route(
  {
    summary: "Set what a check decides by",
    permission: "check:write",
    params,
    body: CheckParametersInput,
    response: CheckParametersView,
  },
  ({ ctx, params: { checkId }, body }) => setCheckParameters(ctx, checkId.join("/"), body),
);

export const DELETE = route(
  {
    summary: "Let a check decide as usual again",
    permission: "check:write",
    params,
    response: null,
  },
  ({ ctx, params: { checkId } }) => resetCheckParameters(ctx, checkId.join("/")),
);
