/** The members that are there: schemas take a member that is left out, but none that is undefined. */
export const present = <T extends Readonly<Record<string, unknown>>>(values: T): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
