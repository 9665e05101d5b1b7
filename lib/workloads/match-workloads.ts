import { also } from "./also.ts";
import type { DiscoveredWorkload } from "./discover.ts";

/** A workload as an earlier sync stored it. */
export type KnownWorkload = { id: string; seedKeys: readonly string[] };

/**
 * Gives each discovered workload the id of the known one whose seeds it shares most, so that a resource that comes or
 * goes does not make another workload of it. Each id is given once; what matches none gets a new one.
 */
export function matchWorkloads<W extends Pick<DiscoveredWorkload, "seedKeys">>(
  known: readonly KnownWorkload[],
  discovered: readonly W[],
  newId: () => string,
): (W & { id: string; isNew: boolean })[] {
  const knownBySeed = bySeed(known);
  const candidates = discovered
    .flatMap((workload, index) =>
      [...new Set(workload.seedKeys.flatMap((key) => knownBySeed.get(key) ?? []))].map(
        ({ id, seedKeys }) => ({ index, id, overlap: overlapOf(workload.seedKeys, seedKeys) }),
      ),
    )
    .toSorted((a, b) => b.overlap - a.overlap || a.index - b.index || (a.id < b.id ? -1 : 1));
  const idOf = new Map<number, string>();
  const taken = new Set<string>();
  for (const { index, id } of candidates) {
    if (idOf.has(index) || taken.has(id)) continue;
    idOf.set(index, id);
    taken.add(id);
  }
  return discovered.map((workload, index) => {
    const id = idOf.get(index);
    return also(workload, { id: id ?? newId(), isNew: id === undefined });
  });
}

function bySeed(known: readonly KnownWorkload[]): ReadonlyMap<string, readonly KnownWorkload[]> {
  const found = new Map<string, KnownWorkload[]>();
  for (const workload of known)
    for (const key of workload.seedKeys) {
      const sharing = found.get(key);
      if (sharing) sharing.push(workload);
      else found.set(key, [workload]);
    }
  return found;
}

/** Share of both sets together that is in both. */
function overlapOf(a: readonly string[], b: readonly string[]): number {
  const inB = new Set(b);
  const both = a.filter((key) => inB.has(key)).length;
  return both === 0 ? 0 : both / (a.length + b.length - both);
}
