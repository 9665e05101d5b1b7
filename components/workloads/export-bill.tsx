"use client";
import { billVersions, serializeBill } from "#lib/contract/exports.ts";

import { ExportMenu } from "../ui/export-menu.tsx";

/** Its models, data, containers and services as other tools read them. */
export const ExportBill = ({ workloadId }: { workloadId: string }) => (
  <ExportMenu
    label="Bill of materials"
    files={billVersions.map((version) => ({
      label: `CycloneDX ${version}`,
      href: serializeBill(`/api/v1/workloads/${workloadId}/bill-of-materials`, { version }),
    }))}
  />
);
