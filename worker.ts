import { jobs } from "#lib/jobs/registry.ts";
import { startWorker } from "#lib/jobs/start-worker.ts";
import { disconnect } from "#lib/platform/db.ts";
import { log } from "#lib/platform/log.ts";
import { stopSender } from "#lib/platform/queue.ts";

const worker = await startWorker(jobs);
log.info("worker ready");

let stopping = false;
const stop = async (): Promise<void> => {
  if (stopping) return;
  stopping = true;
  log.info("worker stopping");
  await worker.stop();
  await stopSender();
  await disconnect();
  log.info("worker stopped");
};

for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());
