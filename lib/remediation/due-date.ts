import type { Severity } from "#lib/domain/severity.ts";

/** Days to mend, by severity, where nobody says otherwise. */
export const dueDays: Record<Severity, number> = { critical: 3, high: 14, medium: 30, low: 90, info: 180 };

export const dueDateFor = (severity: Severity, assignedAt: Date): Date =>
  new Date(assignedAt.getTime() + dueDays[severity] * 24 * 60 * 60 * 1000);
