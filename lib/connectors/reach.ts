const missesMax = 3;
const lostForMs = 60_000;

/** Remembers which hosts or regions give no answer, so that not every call has to find it out for itself. */
export type Reach = {
  isLost: (place: string) => boolean;
  /** A call with all its attempts got no answer from there. */
  missed: (place: string) => void;
  answered: (place: string) => void;
};

/** A place is lost after some calls in a row without an answer, and is tried again after a minute. */
export function openReach(now: () => number = Date.now): Reach {
  const misses = new Map<string, { count: number; at: number }>();
  return {
    isLost: (place) => {
      const known = misses.get(place);
      return known !== undefined && known.count >= missesMax && now() - known.at < lostForMs;
    },
    missed: (place) => {
      misses.set(place, { count: (misses.get(place)?.count ?? 0) + 1, at: now() });
    },
    answered: (place) => {
      misses.delete(place);
    },
  };
}
