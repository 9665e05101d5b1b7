import { inChild } from "../child.ts";
import { atMost, round, type Result } from "../measure.ts";
import { createBenchOrganization } from "../organization.ts";
import { plantInventory } from "../plant-inventory.ts";
import { createBenchConnection } from "../sync.ts";

const size = { resources: 1_000_000, relationships: 5_000_000 };
/** Of the 1024 MiB that a worker may have: typed arrays and packed documents are not of the heap. */
const heapMiB = 360;

/** L1 and L2: a whole refresh after a sync, in a process of its own: read, derive, search, write workloads and issues. */
export async function measureInventory(): Promise<Result[]> {
  const { organizationId } = await createBenchOrganization();
  await plantInventory(organizationId, await createBenchConnection(organizationId), size);
  const { seconds, cpuSeconds, peakMiB, detail } = await inChild("inventory.ts", heapMiB, [organizationId]);
  return [
    {
      id: "L1",
      name: "MiB of memory at most to read 1,000,000 resources and 5,000,000 relationships, derive, search and write what is found",
      ...atMost(round(peakMiB), 1024),
      detail: `${detail}; heap held below ${heapMiB} MiB`,
    },
    {
      id: "L2",
      name: "Seconds of that",
      ...atMost(round(seconds), 600),
      detail: `from an empty process on; ${round(cpuSeconds)} s of processor time, Postgres not counted`,
    },
  ];
}
