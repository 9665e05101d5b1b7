const dayMilliseconds = 86_400_000;

/** A day so far ahead, as a date field holds it. */
export const inDays = (days: number): string =>
  new Date(Date.now() + days * dayMilliseconds).toISOString().slice(0, 10);
