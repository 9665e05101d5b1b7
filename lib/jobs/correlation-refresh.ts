import { jobContext } from "#lib/access/context.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import { defineJob } from "./define-job.ts";

const name = "correlation.refresh";

export const correlationRefresh = defineJob(name, {
  atOnce: 1,
  run: async ({ organizationId }, signal) => {
    await refreshCorrelation(jobContext(organizationId, name), signal);
  },
});
