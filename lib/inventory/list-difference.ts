/** How far a place is looked for, and how often all in all, before two lists are taken for different. */
const window = 1_024;
const looksMax = 2_000_000;

export type ListDifference<T> = { gone: readonly T[]; fresh: readonly T[] };

/**
 * What has to be taken from the first list and added to it so that it holds what the second does, in whatever order.
 * Quick where both are mostly alike; null where they are not.
 */
export function listDifference<T>(
  before: readonly T[],
  now: readonly T[],
  isSame: (one: T, other: T) => boolean,
): ListDifference<T> | null {
  const [gone, fresh]: [T[], T[]] = [[], []];
  const isAlike = (at: number, next: number): boolean => {
    const [one, other] = [before[at], now[next]];
    return one !== undefined && other !== undefined && isSame(one, other);
  };
  let [at, next, looks] = [0, 0, 0];
  while (at < before.length && next < now.length) {
    let [skipped, added] = [0, 0];
    for (let far = 0; far < window && !isAlike(at + skipped, next + added); looks += 2) {
      if (isAlike(at + far + 1, next + far + 1)) [skipped, added] = [far + 1, far + 1];
      else if (isAlike(at + far + 1, next)) [skipped, added] = [far + 1, 0];
      else if (isAlike(at, next + far + 1)) [skipped, added] = [0, far + 1];
      else far++;
    }
    if (looks > looksMax) return null;
    if (!isAlike(at + skipped, next + added)) [skipped, added] = [1, 1];
    for (; skipped > 0 && at < before.length; skipped--) gone.push(...before.slice(at, ++at));
    for (; added > 0 && next < now.length; added--) fresh.push(...now.slice(next, ++next));
    while (isAlike(at, next)) [at, next] = [at + 1, next + 1];
  }
  return { gone: [...gone, ...before.slice(at)], fresh: [...fresh, ...now.slice(next)] };
}
