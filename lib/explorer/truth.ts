import { UnknownRead, type Unknown } from "#lib/domain/unknown.ts";

/** Yes, no, or not to be told from what was collected. */
export type Truth = true | false | Unknown;

export const isUnknown = (truth: Truth): truth is Unknown => typeof truth === "object";

/** One no decides; without one, one unknown leaves it open. */
export function every<T>(values: Iterable<T>, judge: (value: T) => Truth): Truth {
  let open: Unknown | null = null;
  for (const value of values) {
    const truth = judge(value);
    if (truth === false) return false;
    if (isUnknown(truth)) open ??= truth;
  }
  return open ?? true;
}

/** One yes decides; without one, one unknown leaves it open. */
export function some<T>(values: Iterable<T>, judge: (value: T) => Truth): Truth {
  let open: Unknown | null = null;
  for (const value of values) {
    const truth = judge(value);
    if (truth === true) return true;
    if (isUnknown(truth)) open ??= truth;
  }
  return open ?? false;
}

export const not = (truth: Truth): Truth => (isUnknown(truth) ? truth : !truth);

/** What `judge` says, or what it could not read. */
export function decided(judge: () => boolean): Truth {
  try {
    return judge();
  } catch (error) {
    if (error instanceof UnknownRead) return error.unknown;
    throw error;
  }
}
