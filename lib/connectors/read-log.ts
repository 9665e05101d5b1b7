import type { Batch, Source } from "#lib/domain/connector.ts";
import type { ProviderChange } from "#lib/domain/provider-change.ts";

/** A page of a provider's log, the newest entries first. */
type LogPage = {
  changes: readonly ProviderChange[];
  /** The time of its oldest entry, whatever it was; null where it tells none. */
  oldest: string | null;
  next: string | null;
};

/** What a first sync reads, and what a later one does at most. */
const firstPages = 2;
const pagesMax = 20;
/** An entry may be told late, so a sync looks back a little further than to where the last began. */
const lateMs = 30 * 60_000;
const dayMs = 86_400_000;

/**
 * Reads a log that is kept for `keptDays`, back to the last sync. No time may stand in the call, so that a recording
 * answers it on any day; how far back was read is told, and nothing is concluded from what lies before.
 */
export async function* readLog(
  source: Pick<Source, "since">,
  keptDays: number,
  readPage: (token: string | null) => Promise<LogPage>,
  now: Date = new Date(),
): AsyncGenerator<Batch> {
  const until = source.since ? new Date(source.since.getTime() - lateMs).toISOString() : null;
  const most = until === null ? firstPages : pagesMax;
  let token: string | null = null;
  let oldest = now.toISOString();
  for (let count = 0; count < most; count++) {
    const page: LogPage = await readPage(token);
    const isEnd = page.next === null || page.next === "" || page.next === token;
    oldest = page.oldest !== null && page.oldest < oldest ? page.oldest : oldest;
    const logReadFrom = isEnd ? new Date(now.getTime() - keptDays * dayMs).toISOString() : oldest;
    yield { resources: [], relationships: [], changes: page.changes, logReadFrom };
    if (isEnd || (until !== null && oldest < until)) return;
    token = page.next;
  }
}

/** The earliest of times as providers write them; null where none can be read. */
export function oldestOf(times: readonly (string | null | undefined)[]): string | null {
  const known = times.map((time) => Date.parse(time ?? "")).filter((time) => !Number.isNaN(time));
  return known.length === 0 ? null : new Date(Math.min(...known)).toISOString();
}
