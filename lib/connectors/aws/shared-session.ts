type Session = { expiration?: Date };

const renewBeforeMs = 5 * 60_000;

/** One session for all clients, since each would assume the role anew; renewed five minutes before it ends. */
export function sharedSession<Options, Given extends Session>(
  open: (options?: Options) => Promise<Given>,
): (options?: Options) => Promise<Given> {
  let current: Promise<Given> | null = null;
  return async (options) => {
    const known = current && (await current);
    if (known && (!known.expiration || known.expiration.getTime() - Date.now() > renewBeforeMs)) return known;
    current = open(options).catch((error: unknown) => {
      current = null;
      throw error;
    });
    return current;
  };
}
