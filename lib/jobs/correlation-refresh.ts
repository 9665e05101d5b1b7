import { jobContext } from "#lib/access/context.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import { refreshResponsibility } from "#lib/responsibility/refresh-responsibility.ts";
import { defineJob } from "./define-job.ts";

const name = "correlation.refresh";

export const correlationRefresh = defineJob(name, {
  atOnce: 1,
  run: async ({ organizationId }, signal) => {
    const ctx = jobContext(organizationId, name);
    await refreshCorrelation(ctx, signal);
    await refreshResponsibility(ctx, signal);
  },
});
