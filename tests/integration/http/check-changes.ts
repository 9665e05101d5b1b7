import type { Context } from "#lib/access/context.ts";
import { setCheckParameters } from "#lib/posture/set-check-parameters.ts";
import type { Change } from "./change-cases.ts";

const checkId = "gcp/audit-retention";

/** Changes of what checks decide by, and of an organization's own checks. */
export const checkChanges = (admin: () => Context): Change[] => [
  {
    call: "PUT /api/v1/check-parameters/[...checkId]",
    action: "check.set-parameters",
    status: 200,
    prepare: () => ({ ids: { checkId }, body: { retainedDaysMin: 30 } }),
  },
  {
    call: "DELETE /api/v1/check-parameters/[...checkId]",
    action: "check.reset-parameters",
    status: 204,
    prepare: async () => {
      await setCheckParameters(admin(), checkId, { retainedDaysMin: 60 });
      return { ids: { checkId } };
    },
  },
];
