import type { Context } from "#lib/access/context.ts";
import { planFixes } from "#lib/correlation/plan-fixes.ts";
import { defaultWeights } from "#lib/domain/score.ts";
import { newId } from "#lib/platform/id.ts";
import { createPlan } from "#lib/remediation/plans.ts";
import type { Change } from "./change-cases.ts";

const aChange = async (admin: Context) => {
  const [step] = (await planFixes(admin, { maxFixes: 1 })).steps;
  return step?.id ?? "";
};
const aPlan = async (admin: Context) => ({
  planId: (await createPlan(admin, { name: `Plan ${newId()}`, fixIds: [await aChange(admin)] })).id,
});

/** Changes to plans and to what scores are made of. */
export const planChanges = (admin: () => Context): Change[] => [
  {
    call: "PUT /api/v1/issues/weights",
    action: "score.weigh",
    status: 200,
    prepare: () => ({ body: { ...defaultWeights, severity: 25, sensitivity: 20 } }),
  },
  {
    call: "POST /api/v1/plans",
    action: "plan.create",
    status: 201,
    prepare: async () => ({ body: { name: "Three changes", fixIds: [await aChange(admin())] } }),
  },
  {
    call: "PATCH /api/v1/plans/[planId]",
    action: "plan.change",
    status: 200,
    prepare: async () => ({ ids: await aPlan(admin()), body: { closed: true } }),
  },
  {
    call: "DELETE /api/v1/plans/[planId]",
    action: "plan.delete",
    status: 204,
    prepare: async () => ({ ids: await aPlan(admin()) }),
  },
];
