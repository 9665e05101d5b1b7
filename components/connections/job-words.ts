import type { JobName } from "#lib/domain/job.ts";

const titles: Record<JobName, string> = {
  "inventory.sync": "Sync of a connection",
  "inventory.probe": "Permission check of a connection",
  "inventory.schedule": "Start of the syncs that are due",
  "posture.evaluate": "Evaluation of every check",
  "correlation.refresh": "Refresh of attack paths and issues",
  "remediation.bulk": "Change of many findings at once",
  "maintenance.daily": "Daily maintenance",
};
const known: ReadonlyMap<string, string> = new Map(Object.entries(titles));

/** What a job does, in words; one that this version no longer knows by its own name. */
export const jobTitle = (name: string): string => known.get(name) ?? name;

/** Whether what the job works on is a connection. */
export const isAboutConnection = (name: string): boolean =>
  name === "inventory.sync" || name === "inventory.probe";
