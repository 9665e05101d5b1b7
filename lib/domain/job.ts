import { z } from "zod";

/** Every job that can be enqueued, and what it carries: ids only, so a job always works on current rows. */
export const jobPayloads = {
  "inventory.sync": z.object({ organizationId: z.uuid(), connectionId: z.uuid() }),
  "inventory.probe": z.object({ organizationId: z.uuid(), connectionId: z.uuid() }),
  "inventory.schedule": z.object({}),
  "posture.evaluate": z.object({ organizationId: z.uuid() }),
  "correlation.refresh": z.object({ organizationId: z.uuid() }),
  "remediation.bulk": z.object({ organizationId: z.uuid(), operationId: z.uuid() }),
  "maintenance.daily": z.object({}),
} as const;
export type JobName = keyof typeof jobPayloads;
export type JobPayload<N extends JobName> = z.infer<(typeof jobPayloads)[N]>;

type JobQueue<Payload> = {
  /** One job of a key runs and at most one waits: what is enqueued meanwhile is already on its way. */
  key: (payload: Payload) => string;
  retries: number;
  timeoutMinutes: number;
  /** A job whose worker was not heard of for so long is given to another. Long where the work never pauses. */
  heartbeatSeconds: number;
  /** Waits so long before it may run, so that what is asked for at about the same time is done once. */
  settleSeconds?: number;
};

/** How each job waits its turn; known to whoever enqueues, while what it does is known to the worker alone. */
export const jobQueues: { [N in JobName]: JobQueue<JobPayload<N>> } = {
  "inventory.sync": {
    key: ({ connectionId }) => connectionId,
    retries: 5,
    timeoutMinutes: 240,
    heartbeatSeconds: 10,
  },
  "inventory.probe": {
    key: ({ connectionId }) => connectionId,
    retries: 1,
    timeoutMinutes: 5,
    heartbeatSeconds: 10,
  },
  "inventory.schedule": { key: () => "", retries: 1, timeoutMinutes: 5, heartbeatSeconds: 10 },
  "posture.evaluate": {
    key: ({ organizationId }) => organizationId,
    retries: 3,
    timeoutMinutes: 30,
    heartbeatSeconds: 60,
    // Connections added together end their syncs within moments; half an estate would be told of gaps it has not.
    settleSeconds: 1,
  },
  "correlation.refresh": {
    key: ({ organizationId }) => organizationId,
    retries: 3,
    timeoutMinutes: 30,
    heartbeatSeconds: 60,
  },
  "remediation.bulk": {
    key: ({ operationId }) => operationId,
    retries: 3,
    timeoutMinutes: 30,
    heartbeatSeconds: 60,
  },
  "maintenance.daily": { key: () => "", retries: 3, timeoutMinutes: 60, heartbeatSeconds: 60 },
};
