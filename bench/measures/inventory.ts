import { inChild } from "../child.ts";
import { atMost, round, type Result } from "../measure.ts";
import { createBenchOrganization } from "../organization.ts";
import { plantInventory } from "../plant-inventory.ts";
import { createBenchConnection } from "../sync.ts";

const size = { resources: 1_000_000, relationships: 5_000_000 };
/** Of the 1024 MiB that a worker may have: typed arrays and packed documents are not of the heap. */
const heapMiB = 360;

/** L1 and L2: what the worker reads of an organization, as it reads it, and all attack paths over it. */
export async function measureInventory(): Promise<Result[]> {
  const { organizationId } = await createBenchOrganization();
  await plantInventory(organizationId, await createBenchConnection(organizationId), size);
  const { seconds, peakMiB, detail } = await inChild("inventory.ts", heapMiB, [organizationId]);
  return [
    {
      id: "L1",
      name: "MiB of memory at most to load 1,000,000 resources and 5,000,000 relationships and search their attack paths",
      ...atMost(round(peakMiB), 1024),
      detail: `${detail}; heap held below ${heapMiB} MiB`,
    },
    {
      id: "L2",
      name: "Seconds of that",
      ...atMost(round(seconds), 300),
      detail: "from an empty process to the paths",
    },
  ];
}
