/** Why something was not collected. `not-recorded` is a replay whose recording lacks the call. */
export const unknownReasons = [
  "denied",
  "throttled",
  "failed",
  "malformed",
  "unsupported",
  "not-recorded",
] as const;
export type UnknownReason = (typeof unknownReasons)[number];

/** A fact that could not be collected: the call that would tell, and the permission it needs. */
export type Unknown = {
  reason: UnknownReason;
  /** `service:Operation` in the provider's own words. */
  call: string;
  permission: string | null;
  message: string;
};

/** Thrown by the guard around a resource when a check reads what was not collected. Only the engine catches it. */
export class UnknownRead extends Error {
  override readonly name = "UnknownRead";
  readonly unknown: Unknown;
  constructor(unknown: Unknown) {
    super(`${unknown.call}: ${unknown.message}`);
    this.unknown = unknown;
  }
}

/**
 * A copy of `values` in which reading a key that `unknowns` names under `prefix` throws `UnknownRead`.
 * Fully known objects are returned as they are, so the guard costs nothing where nothing is missing.
 */
export function guardUnknown<T extends object>(
  values: T,
  unknowns: Readonly<Record<string, Unknown>>,
  prefix: string,
): T {
  const missing = Object.keys(unknowns).filter((path) => path.startsWith(`${prefix}.`));
  if (missing.length === 0) return values;
  const guarded = { ...values };
  for (const path of missing) {
    const unknown = unknowns[path];
    if (!unknown) continue;
    // Made at most once: taking a stack trace costs more than a whole check.
    let thrown: UnknownRead | undefined;
    Object.defineProperty(guarded, path.slice(prefix.length + 1), {
      enumerable: false,
      get: () => {
        thrown ??= new UnknownRead(unknown);
        throw thrown;
      },
    });
  }
  return guarded;
}

/** The value, or null where it was not collected. */
export function known<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnknownRead) return null;
    throw error;
  }
}
