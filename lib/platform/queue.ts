import type pg from "pg";
import { PgBoss, fromPrisma, type Db } from "pg-boss";

import { jobPayloads, jobQueues, type JobName, type JobPayload } from "#lib/domain/job.ts";
import { pool } from "./db.ts";
import { log } from "./log.ts";
import type { Tx } from "./transaction.ts";

export const queueSchema = "pgboss";
export const deadLetterQueue = "dead-letter";
export const jobNames = Object.keys(jobPayloads).filter(isJobName);

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobPayloads, name);
}

/** Puts a job on the queue in the caller's transaction: it exists if and only if what it is about does. */
export async function enqueue<N extends JobName>(
  tx: Tx | pg.ClientBase,
  name: N,
  payload: JobPayload<N>,
): Promise<void> {
  const sender = await openSender();
  const db: Db = "$queryRawUnsafe" in tx ? fromPrisma(tx) : fromClient(tx);
  const { key, settleSeconds = 0 } = jobQueues[name];
  await sender.send(name, payload, { singletonKey: key(payload), startAfter: settleSeconds, db });
}

const fromClient = (client: pg.ClientBase): Db => ({
  executeSql: async (text, values) => ({ rows: (await client.query(text, values)).rows }),
});

// Kept on globalThis because the development server loads modules again on each change.
const kept = globalThis as typeof globalThis & { nacreSender?: Promise<PgBoss> };

/** Sends only: keeps no schedule, supervises nothing and shares the pool of the process. */
function openSender(): Promise<PgBoss> {
  kept.nacreSender ??= startSender();
  return kept.nacreSender;
}

async function startSender(): Promise<PgBoss> {
  const sender = new PgBoss({
    schema: queueSchema,
    db: { executeSql: async (text, values) => ({ rows: (await pool().query(text, values)).rows }) },
    migrate: false,
    supervise: false,
    schedule: false,
  });
  sender.on("error", reportError);
  try {
    return await sender.start();
  } catch (error) {
    delete kept.nacreSender;
    throw error;
  }
}

/** Ends the sender, before the pool it shares is ended. */
export async function stopSender(): Promise<void> {
  const sender = kept.nacreSender;
  delete kept.nacreSender;
  await (await sender)?.stop({ graceful: false });
}

export const reportError = (error: Error): void =>
  log.error({ reason: error.message }, "the queue met an error");
