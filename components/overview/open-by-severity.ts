import type { PostureSummary } from "#lib/contract/posture.ts";
import type { Severity } from "#lib/domain/severity.ts";

/** Open findings of all layers together. */
export function openBySeverity({ layers }: Pick<PostureSummary, "layers">): Record<Severity, number> {
  const total = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { open } of layers) {
    total.critical += open.critical;
    total.high += open.high;
    total.medium += open.medium;
    total.low += open.low;
    total.info += open.info;
  }
  return total;
}
