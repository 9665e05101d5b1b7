import type { Check } from "#lib/domain/check.ts";
import { AppError } from "#lib/domain/errors.ts";
import { checks } from "#lib/posture/checks/registry.ts";

/** The checks that patterns name: an id, or one with `*` for any part of it. Throws `AppError` where one names none. */
export function chooseChecks(patterns: readonly string[]): Check[] {
  const chosen = new Set<Check>();
  for (const pattern of patterns) {
    const fitting = checks.filter(({ id }) => fits(id, pattern));
    if (fitting.length === 0)
      throw new AppError(
        "invalid-input",
        `No check is called ${pattern}. They are listed in docs/checks.md.`,
      );
    for (const check of fitting) chosen.add(check);
  }
  return [...chosen];
}

/** Part after part, so that no pattern takes longer than the text it is held against. */
function fits(id: string, pattern: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return id === pattern;
  if (!id.startsWith(first)) return false;
  let at = first.length;
  const last = rest.pop() ?? "";
  for (const part of rest) {
    const found = id.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return id.length - last.length >= at && id.endsWith(last);
}
