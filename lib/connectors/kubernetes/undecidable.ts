import type { Unknown } from "#lib/domain/unknown.ts";

/** A fact that no call of the Kubernetes API tells. */
export const undecidable = (call: string, message: string): Unknown => ({
  reason: "unsupported",
  call,
  permission: null,
  message,
});

/** The `unknown` member of a resource, left out where nothing is unknown. */
export function withUnknown(
  unknowns: Readonly<Record<string, Unknown | null | undefined>>,
): { unknown: Record<string, Unknown> } | Record<never, never> {
  const missing = Object.entries(unknowns).flatMap(([path, unknown]) =>
    unknown ? [[path, unknown] as const] : [],
  );
  return missing.length === 0 ? {} : { unknown: Object.fromEntries(missing) };
}
