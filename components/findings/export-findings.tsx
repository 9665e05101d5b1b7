"use client";
import { serializeFindingExport, type FindingExportFormat } from "#lib/contract/exports.ts";
import type { FindingFilters } from "#lib/contract/findings.ts";

import { ExportMenu } from "../ui/export-menu.tsx";

const formats: readonly { format: FindingExportFormat; label: string }[] = [
  { format: "csv", label: "CSV, for a spreadsheet" },
  { format: "ocsf", label: "OCSF 1.8, for a SIEM" },
  { format: "sarif", label: "SARIF 2.1.0, for code scanning" },
];

/** Every finding that the list's filters admit, as a file. */
export function ExportFindings({ filters }: { filters: FindingFilters }) {
  const { cursor: _cursor, limit: _limit, ...asked } = filters;
  return (
    <ExportMenu
      label="What the filters show, all of it"
      files={formats.map(({ format, label }) => ({
        label,
        href: serializeFindingExport("/api/v1/findings/export", { ...asked, format }),
      }))}
    />
  );
}
