import { z } from "zod";

import { ChangeCustomCheck, CustomCheckDetail, SaveCustomCheck } from "#lib/contract/custom-checks.ts";
import { route } from "#lib/http/route.ts";
import { changeCustomCheck } from "#lib/posture/custom/change-custom-check.ts";
import { deleteCustomCheck } from "#lib/posture/custom/delete-custom-check.ts";
import { getCustomCheck } from "#lib/posture/custom/list-custom-checks.ts";
import { saveCustomCheck } from "#lib/posture/custom/save-custom-check.ts";

const params = z.object({ customCheckId: z.uuid() });

export const GET = route(
  {
    summary: "Read one of the organization's own checks with its versions",
    permission: "finding:read",
    params,
    past: true,
    response: CustomCheckDetail,
  },
  ({ ctx, params: { customCheckId } }) => getCustomCheck(ctx, customCheckId),
);

export const PUT = route(
  {
    summary: "Save the next version of a check",
    permission: "check:write",
    params,
    body: SaveCustomCheck,
    response: CustomCheckDetail,
  },
  ({ ctx, params: { customCheckId }, body }) => saveCustomCheck(ctx, customCheckId, body),
);

export const PATCH = route(
  {
    summary: "Turn a check on or off",
    permission: "check:write",
    params,
    body: ChangeCustomCheck,
    response: CustomCheckDetail,
  },
  ({ ctx, params: { customCheckId }, body }) => changeCustomCheck(ctx, customCheckId, body),
);

export const DELETE = route(
  { summary: "Delete a check of one's own", permission: "check:write", params, response: null },
  ({ ctx, params: { customCheckId } }) => deleteCustomCheck(ctx, customCheckId),
);
