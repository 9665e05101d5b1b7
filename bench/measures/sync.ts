import { inChild } from "../child.ts";
import { atMost, median, round, type Result } from "../measure.ts";
import { createBenchOrganization } from "../organization.ts";
import { bucketConnector, createBenchConnection, syncOnce } from "../sync.ts";

const resourceCount = 100_000;
const rounds = 3;
/** Of the 512 MiB that a worker may have, what is left once the engine and its buffers have theirs. */
const heapMiB = 320;

/** S1 and S2: a sync in which nothing changed, in a process of its own that has done nothing else. */
export async function measureSync(): Promise<Result[]> {
  const { organizationId } = await createBenchOrganization();
  const connectionId = await createBenchConnection(organizationId);
  await syncOnce(organizationId, connectionId, bucketConnector(resourceCount));
  const all = [];
  for (let at = 0; at < rounds; at++)
    all.push(await inChild("sync.ts", heapMiB, [organizationId, connectionId, String(resourceCount)]));
  const cpu = all.map(({ cpuSeconds }) => cpuSeconds);
  const peak = Math.max(...all.map(({ peakMiB }) => peakMiB));
  return [
    {
      id: "S1",
      name: "Seconds of processor time to sync 100,000 unchanged resources",
      ...atMost(round(median(cpu)), 30),
      detail: `${median(all.map(({ seconds }) => seconds)).toFixed(1)} s by the clock; with as many relationships; neither the start of the process nor Postgres counted`,
    },
    {
      id: "S2",
      name: "MiB of memory at most while it does",
      ...atMost(round(peak), 512),
      detail: `the largest of ${rounds} processes, with the code of all jobs; heap held below ${heapMiB} MiB`,
    },
  ];
}
