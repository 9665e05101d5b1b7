import { z } from "zod";

import { CheckDetail } from "#lib/contract/checks.ts";
import { route } from "#lib/http/route.ts";
import { getCheck } from "#lib/posture/get-check.ts";

export const GET = route(
  {
    summary: "Read a check with its examples",
    permission: "finding:read",
    params: z.object({ checkId: z.array(z.string()) }),
    past: true,
    response: CheckDetail,
  },
  ({ ctx, params }) => getCheck(ctx, params.checkId.join("/")),
);
