import { createHash } from "node:crypto";

import type { Check } from "#lib/domain/check.ts";

/** Of each check what it decides by and how grave it is, in short. */
export type CheckHashes = Readonly<Record<string, string>>;

export const hash = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 22);

export const checkHashes = (checks: readonly Check[]): CheckHashes =>
  Object.fromEntries(
    checks.map(({ id, severity, appliesTo, logic }) => [id, hash([severity, appliesTo, logic])]),
  );

/** As many may differ before evaluating everything is simpler than evaluating them alone. */
const differingMax = 50;

/** Ids of checks that came, went or decide otherwise; null where they are so many that everything is evaluated. */
export function differing(before: CheckHashes, now: CheckHashes): ReadonlySet<string> | null {
  const ids = new Set([...Object.keys(before), ...Object.keys(now)]);
  const differ = [...ids].filter((id) => before[id] !== now[id]);
  return differ.length > differingMax ? null : new Set(differ);
}
