import type { Unknown } from "#lib/domain/unknown.ts";

/** A fact that no call of the provider's tells. */
export const untold = (call: string, message: string): Unknown => ({
  reason: "unsupported",
  call,
  permission: null,
  message,
});

/** Unix seconds as a time, null where there is none. */
export const fromSeconds = (seconds: number | null | undefined): string | null =>
  seconds === null || seconds === undefined || seconds <= 0 || seconds > 32_503_680_000
    ? null
    : new Date(seconds * 1_000).toISOString();

/** Any time an API writes, as ISO in UTC. Not a time is none. */
export const toIso = (text: string | null | undefined): string | null => {
  const at = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
};
