"use client";
import { Download } from "lucide-react";

import { serializeFindingExport, type FindingExportFormat } from "#lib/contract/exports.ts";
import type { FindingFilters } from "#lib/contract/findings.ts";

import { atPageMoment } from "../api/page-moment.ts";
import { Button } from "../ui/button.tsx";
import { DropdownMenu, MenuItem, MenuLabel } from "../ui/dropdown-menu.tsx";

const formats: readonly { format: FindingExportFormat; label: string }[] = [
  { format: "csv", label: "CSV, for a spreadsheet" },
  { format: "ocsf", label: "OCSF 1.8, for a SIEM" },
  { format: "sarif", label: "SARIF 2.1.0, for code scanning" },
];

/** Every finding that the list's filters admit, as a file. */
export function ExportFindings({ filters }: { filters: FindingFilters }) {
  const { cursor: _cursor, limit: _limit, ...asked } = filters;
  return (
    <DropdownMenu
      trigger={
        <Button variant="secondary" size="sm">
          <Download aria-hidden />
          Export
        </Button>
      }
    >
      <MenuLabel>What the filters show, all of it</MenuLabel>
      {formats.map(({ format, label }) => (
        <MenuItem
          key={format}
          download
          href={atPageMoment(serializeFindingExport("/api/v1/findings/export", { ...asked, format }))}
        >
          {label}
        </MenuItem>
      ))}
    </DropdownMenu>
  );
}
