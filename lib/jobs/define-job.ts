import { jobPayloads, type JobName, type JobPayload } from "#lib/domain/job.ts";

type JobSpec<N extends JobName> = {
  /** How many of them one worker runs at once. */
  atOnce: number;
  /** When it is enqueued by itself, in cron's five fields, UTC. */
  schedule?: string;
  /** Calls one verb. May run twice; stops soon after `signal` aborts. */
  run: (payload: JobPayload<N>, signal: AbortSignal) => Promise<void>;
  /** What must be put right once the last attempt has failed. */
  onDead?: (payload: JobPayload<N>, error: string) => Promise<void>;
};

/** A job with its payload's type closed over, as the worker holds it. */
export type Job = {
  name: JobName;
  atOnce: number;
  schedule: string | null;
  run: (payload: unknown, signal: AbortSignal) => Promise<void>;
  onDead: (payload: unknown, error: string) => Promise<void>;
};

export function defineJob<N extends JobName>(name: N, spec: JobSpec<N>): Job {
  // Safe because each schema stands under its own name in that table.
  const parse = (payload: unknown) => jobPayloads[name].parse(payload) as JobPayload<N>;
  return {
    name,
    atOnce: spec.atOnce,
    schedule: spec.schedule ?? null,
    run: (payload, signal) => spec.run(parse(payload), signal),
    onDead: async (payload, error) => {
      // What cannot be read was about nothing: there is nothing to put right after it.
      if (jobPayloads[name].safeParse(payload).success) await spec.onDead?.(parse(payload), error);
    },
  };
}
