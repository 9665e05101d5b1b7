import { z } from "zod";

/** Every job that can be enqueued, and what it carries: ids only, so a job always works on current rows. */
export const jobPayloads = {
  "inventory.sync": z.object({ organizationId: z.uuid(), connectionId: z.uuid() }),
  "posture.evaluate": z.object({ organizationId: z.uuid() }),
  "correlation.refresh": z.object({ organizationId: z.uuid() }),
  "remediation.bulk": z.object({ organizationId: z.uuid(), operationId: z.uuid() }),
  "maintenance.daily": z.object({}),
} as const;
export type JobName = keyof typeof jobPayloads;
export type JobPayload<N extends JobName> = z.infer<(typeof jobPayloads)[N]>;
