import type { Context } from "#lib/access/context.ts";
import { createCustomCheck } from "#lib/posture/custom/create-custom-check.ts";
import { setCheckParameters } from "#lib/posture/set-check-parameters.ts";
import { customDefinition } from "#tests/factories/custom-check.ts";
import type { Change } from "./change-cases.ts";

let made = 0;
const aDefinition = () => customDefinition({ slug: `stores-versioned-${++made}` });
const aCheck = async (admin: Context) => {
  const { id, definition: stored } = await createCustomCheck(admin, {
    definition: aDefinition(),
    enabled: true,
  });
  return { ids: { customCheckId: id }, stored };
};

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
  {
    call: "POST /api/v1/custom-checks",
    action: "custom-check.create",
    status: 201,
    prepare: () => ({ body: { definition: aDefinition() } }),
  },
  {
    call: "PUT /api/v1/custom-checks/[customCheckId]",
    action: "custom-check.save",
    status: 200,
    prepare: async () => {
      const { ids, stored } = await aCheck(admin());
      return { ids, body: { definition: { ...stored, title: "Stores keep versions" }, version: 1 } };
    },
  },
  {
    call: "PATCH /api/v1/custom-checks/[customCheckId]",
    action: "custom-check.change",
    status: 200,
    prepare: async () => ({ ids: (await aCheck(admin())).ids, body: { enabled: false } }),
  },
  {
    call: "DELETE /api/v1/custom-checks/[customCheckId]",
    action: "custom-check.delete",
    status: 204,
    prepare: async () => ({ ids: (await aCheck(admin())).ids }),
  },
];
