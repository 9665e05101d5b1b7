import type { Resource } from "#lib/domain/resource.ts";

/** What a check said of a resource for some time. */
export type Seen = { resource: Resource; from: Date; to: Date | null; failed: boolean };
/** How long a resource would have failed; null where it still would. */
export type Span = { resource: Resource; from: Date; to: Date | null };

/** Joins what follows on one another: a resource that fails twice in a row failed once, for longer. */
export function spansOf(seen: readonly Seen[]): Span[] {
  const byKey = Map.groupBy(seen, ({ resource }) => resource.key);
  return [...byKey.values()].flatMap((ofOne) => {
    const spans: Span[] = [];
    let open: Span | null = null;
    for (const { resource, from, to, failed } of ofOne.toSorted(
      (a, b) => a.from.getTime() - b.from.getTime(),
    )) {
      if (!failed) {
        open = null;
        continue;
      }
      // One that went and came back is another span.
      if (open?.to && open.to < from) open = null;
      if (open) Object.assign(open, { to, resource });
      else spans.push((open = { resource, from, to }));
    }
    return spans;
  });
}

const momentsMax = 40;
const nodesMax = 1_000_000;

/** When something changed, and the beginning; where there were too many changes, evenly thinned, the last kept. */
export function momentsOf(
  changes: readonly { from: Date; to: Date | null }[],
  since: Date,
  now: Date,
  stateCount: number,
): { moments: Date[]; isThinned: boolean } {
  const times = new Set([since.getTime()]);
  for (const { from, to } of changes)
    for (const at of [from, to]) if (at && at > since && at <= now) times.add(at.getTime());
  const sorted = [...times].toSorted((a, b) => a - b);
  const most = Math.max(2, Math.min(momentsMax, Math.floor(nodesMax / Math.max(1, stateCount))));
  const step = (sorted.length - 1) / (most - 1);
  const isThinned = sorted.length > most;
  const kept = isThinned
    ? Array.from({ length: most }, (_, at) => sorted[Math.round(at * step)] ?? 0)
    : sorted;
  return { moments: kept.map((time) => new Date(time)), isThinned };
}
