import type { Check } from "#lib/domain/check.ts";
import { providerOf, type Resource } from "#lib/domain/resource.ts";
import { printOf, type ReportedFinding } from "#lib/exports/reported-finding.ts";
import type { ScanFinding, ScanUnknown } from "./scan-recordings.ts";

/** A finding of a scan as the files of every export tell it. */
export const reportedFinding = (finding: ScanFinding, scannedAt: Date): ReportedFinding => ({
  ...common(finding, scannedAt),
  unknown: null,
  reason: finding.reason,
  evidence: finding.evidence,
  place: finding.place ?? null,
});

export const reportedUnknown = (undecided: ScanUnknown, scannedAt: Date): ReportedFinding => ({
  ...common(undecided, scannedAt),
  unknown: undecided.unknown,
  reason: `${undecided.unknown.call}: ${undecided.unknown.message}`,
  evidence: {},
  place: null,
});

function common({ check, resource }: { check: Check; resource: Resource }, scannedAt: Date) {
  const { key, name, type, account, region, tags } = resource;
  const { id, title, severity, layer, function: purpose, risk, remediation, references } = check;
  return {
    print: printOf(check.id, resource.key),
    rule: { id, title, severity, layer, purpose, risk, remediation, references },
    kind: "posture" as const,
    tool: "nacre",
    status: "open" as const,
    severity,
    resource: { key, name, type, provider: providerOf(type), account, region, tags },
    firstSeenAt: scannedAt,
    changedAt: scannedAt,
  };
}
