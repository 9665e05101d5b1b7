import pg from "pg";
import { PgBoss } from "pg-boss";

import { jobQueues } from "#lib/domain/job.ts";
import { deadLetterQueue, jobNames, queueSchema, reportError } from "./queue.ts";

/**
 * Brings the queue's own schema and every job's queue to what this version needs, and lets the role that verbs run as
 * enqueue. Run at each start, after `prepareDatabase`; safe to run again.
 */
export async function prepareQueue(databaseUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: queueSchema,
    supervise: false,
    schedule: false,
  });
  boss.on("error", reportError);
  await boss.start();
  try {
    await boss.createQueue(deadLetterQueue, { retryLimit: 5, retryBackoff: true, notify: true });
    for (const name of jobNames) {
      const { retries, timeoutMinutes, heartbeatSeconds } = jobQueues[name];
      const settings = {
        retryLimit: retries,
        retryDelay: 1,
        retryBackoff: true,
        retryDelayMax: 300,
        expireInSeconds: timeoutMinutes * 60,
        heartbeatSeconds,
        deadLetter: deadLetterQueue,
        notify: true,
      };
      await boss.createQueue(name, { ...settings, policy: "stately" });
      await boss.updateQueue(name, settings);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  await grantEnqueue(databaseUrl);
}

async function grantEnqueue(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`GRANT USAGE ON SCHEMA ${queueSchema} TO nacre_app`);
    await client.query(`GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA ${queueSchema} TO nacre_app`);
  } finally {
    await client.end();
  }
}
