/** A key that nobody used for a quarter is nobody's key. */
export const idleDaysMax = 90;
/** Half a year is how long a key that is copied around may serve before it is made anew. */
export const agedDaysMin = 180;

const dayMilliseconds = 86_400_000;

type Dates = { createdAt: string | null; lastUsedAt: string | null };

/** Whether a key is idle or old as of `at`, the provider's own clock when it answered. Its facets are booleans, so that only crossing a line changes it. */
export function ageOf({ createdAt, lastUsedAt }: Dates, at: string): { idle: boolean; aged: boolean } {
  const since = lastUsedAt ?? createdAt;
  return {
    idle: since !== null && daysBetween(since, at) > idleDaysMax,
    aged: createdAt !== null && daysBetween(createdAt, at) > agedDaysMin,
  };
}

const daysBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / dayMilliseconds;
