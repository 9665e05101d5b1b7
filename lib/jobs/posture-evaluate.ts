import { inTransaction, jobContext } from "#lib/access/context.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { evaluateOrganization } from "#lib/posture/evaluate-organization.ts";
import { defineJob } from "./define-job.ts";

const name = "posture.evaluate";

/** Correlation follows, because it joins the findings that this writes. */
export const postureEvaluate = defineJob(name, {
  atOnce: 1,
  run: async ({ organizationId }, signal) => {
    const ctx = jobContext(organizationId, name);
    await evaluateOrganization(ctx, signal);
    await inTransaction(ctx, (tx) => enqueue(tx, "correlation.refresh", { organizationId }));
  },
});
