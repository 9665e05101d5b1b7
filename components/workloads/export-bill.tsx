"use client";
import { Download } from "lucide-react";

import { billVersions, serializeBill } from "#lib/contract/exports.ts";

import { atPageMoment } from "../api/page-moment.ts";
import { Button } from "../ui/button.tsx";
import { DropdownMenu, MenuItem, MenuLabel } from "../ui/dropdown-menu.tsx";

/** Its models, data, containers and services as other tools read them. */
export function ExportBill({ workloadId }: { workloadId: string }) {
  return (
    <DropdownMenu
      trigger={
        <Button variant="secondary" size="sm">
          <Download aria-hidden />
          Export
        </Button>
      }
    >
      <MenuLabel>Bill of materials</MenuLabel>
      {billVersions.map((version) => (
        <MenuItem
          key={version}
          download
          href={atPageMoment(serializeBill(`/api/v1/workloads/${workloadId}/bill-of-materials`, { version }))}
        >
          {`CycloneDX ${version}`}
        </MenuItem>
      ))}
    </DropdownMenu>
  );
}
