import { csvLine } from "#lib/contract/csv.ts";
import type { FindingRow } from "#lib/posture/finding-view.ts";
import type { ReportedFinding } from "./reported-finding.ts";

const columns: Record<
  string,
  (told: { finding: ReportedFinding; row: FindingRow }) => string | number | null
> = {
  id: ({ row }) => row.id,
  severity: ({ row }) => row.severity,
  status: ({ row }) => row.status,
  layer: ({ row }) => row.layer,
  title: ({ finding }) => finding.rule.title,
  reason: ({ row }) => row.reason,
  resource: ({ row }) => row.resourceName,
  "resource type": ({ row }) => row.resourceType,
  "resource id": ({ row }) => row.resourceKey,
  provider: ({ row }) => row.provider,
  account: ({ row }) => row.account,
  region: ({ row }) => row.region,
  file: ({ finding }) => finding.place?.file ?? null,
  line: ({ finding }) => finding.place?.line ?? null,
  check: ({ row }) => row.checkId,
  "found by": ({ row }) => row.origin,
  "first seen": ({ row }) => row.firstSeenAt.toISOString(),
  opened: ({ row }) => row.openedAt.toISOString(),
  changed: ({ row }) => row.changedAt.toISOString(),
  resolved: ({ row }) => row.resolvedAt?.toISOString() ?? null,
  reopened: ({ row }) => row.reopenedCount,
  due: ({ row }) => row.dueAt?.toISOString() ?? null,
  assignee: ({ row }) => row.assigneeName,
  team: ({ row }) => row.teamName,
  "excepted until": ({ row }) => row.exceptedUntil?.toISOString() ?? null,
  fix: ({ finding }) => finding.rule.remediation.summary,
};

export const csvHead = csvLine(Object.keys(columns));

/** One finding a line, for a spreadsheet. */
export const csvRow = (told: { finding: ReportedFinding; row: FindingRow }): string =>
  csvLine(Object.values(columns).map((cell) => cell(told)));
