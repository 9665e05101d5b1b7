/**
 * Three values: what a policy says about a call may rest on something nobody told us. `maybe` is contagious only
 * where it matters: no and maybe is no, yes or maybe is yes.
 */
export type Truth = "no" | "maybe" | "yes";

export const both = (a: Truth, b: Truth): Truth => (rank[a] < rank[b] ? a : b);
export const either = (a: Truth, b: Truth): Truth => (rank[a] > rank[b] ? a : b);

export function not(a: Truth): Truth {
  if (a === "maybe") return a;
  return a === "yes" ? "no" : "yes";
}

export const certain = (is: boolean): Truth => (is ? "yes" : "no");

/** Stops at the first no. */
export function every<T>(items: Iterable<T>, decide: (item: T) => Truth): Truth {
  let found: Truth = "yes";
  for (const item of items) {
    found = both(found, decide(item));
    if (found === "no") return found;
  }
  return found;
}

/** Stops at the first yes. */
export function some<T>(items: Iterable<T>, decide: (item: T) => Truth): Truth {
  let found: Truth = "no";
  for (const item of items) {
    found = either(found, decide(item));
    if (found === "yes") return found;
  }
  return found;
}

const rank: Record<Truth, number> = { no: 0, maybe: 1, yes: 2 };
