import { inChild } from "../child.ts";
import { atMost, round, type Result } from "../measure.ts";
import { createBenchOrganization } from "../organization.ts";
import { plantInventory } from "../plant-inventory.ts";
import { createBenchConnection } from "../sync.ts";

const size = { resources: 1_000_000, relationships: 5_000_000 };
/** Of the 1024 MiB that a worker may have: typed arrays and packed documents are not of the heap. */
const heapMiB = 460;
/** Sizes at which a refresh is measured again after so many changed resources. */
const changed = { sizes: [50_000, 200_000], count: 100 };

/** L1 and L2: a whole refresh after a sync, in a process of its own: read, derive, search, write workloads and issues. */
export async function measureInventory(): Promise<Result[]> {
  const again = [];
  for (const resources of changed.sizes) again.push(await measureAgain(resources));
  const { organizationId } = await createBenchOrganization();
  await plantInventory(organizationId, await createBenchConnection(organizationId), size);
  const { seconds, cpuSeconds, peakMiB, detail } = await inChild("inventory.ts", heapMiB, [organizationId]);
  return [
    ...again,
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

type Refreshed = Record<"first" | "after" | "nothing", { seconds: number; cpuSeconds: number }>;

/** L3: a refresh in a process that did one before, after a few resources changed. */
async function measureAgain(resources: number): Promise<Result> {
  const { organizationId } = await createBenchOrganization();
  const connectionId = await createBenchConnection(organizationId);
  await plantInventory(organizationId, connectionId, { resources, relationships: resources * 5 });
  const { peakMiB, detail } = await inChild("refresh.ts", againHeapMiB, [
    organizationId,
    String(changed.count),
  ]);
  // Safe because it is our own file that wrote it.
  const { first, after, nothing } = JSON.parse(detail) as Refreshed;
  return {
    id: `L3-${resources}`,
    name: `Seconds of a refresh after ${changed.count} of ${resources} resources changed ÷ the first of its process`,
    ...atMost(round(after.seconds / first.seconds), 0.5),
    detail: `${after.seconds} s, of which ${after.cpuSeconds} of processor time here, against ${first.seconds} and ${first.cpuSeconds}, which wrote everything; ${nothing.seconds} and ${nothing.cpuSeconds} where nothing changed; ${round(peakMiB)} MiB at most`,
  };
}

const againHeapMiB = 2_000;
