import { createHash } from "node:crypto";

import { providerTitles, type Provider } from "#lib/domain/provider.ts";
import { providerOf } from "#lib/domain/resource.ts";
import type { Severity } from "#lib/domain/severity.ts";
import { findingKey, type Scan, type ScanFinding, type ScanUnknown } from "./scan-recordings.ts";

const severityIds: Record<Severity, number> = { info: 1, low: 2, medium: 3, high: 4, critical: 5 };
/** OCSF's well-known names where it has one. */
const providerNames: Readonly<Record<Provider, string>> = { ...providerTitles, gcp: "GCP" };
const complianceFinding = { class_uid: 2003, class_name: "Compliance Finding" };
const findings = { category_uid: 2, category_name: "Findings" };
const created = {
  activity_id: 1,
  activity_name: "Create",
  type_uid: 200_301,
  type_name: "Compliance Finding: Create",
};

/** OCSF 1.8 Compliance Findings, one JSON object a line; what could not be decided has the status `Unknown`. */
export const formatOcsf = (scan: Scan): string =>
  [
    ...scan.findings.map((finding) => ({
      ...common(finding, scan.scannedAt),
      message: finding.reason,
      compliance: complianceOf(finding, { status_id: 3, status: "Fail", status_detail: finding.reason }),
      unmapped: { evidence: finding.evidence },
    })),
    ...scan.unknowns.map((unknown) => ({
      ...common(unknown, scan.scannedAt),
      message: `${unknown.unknown.call}: ${unknown.unknown.message}`,
      compliance: complianceOf(unknown, {
        status_id: 0,
        status: "Unknown",
        status_detail: unknown.unknown.message,
      }),
      unmapped: { unknown: unknown.unknown },
    })),
  ]
    .map((event) => `${JSON.stringify(event)}\n`)
    .join("");

type Placed = Pick<ScanFinding | ScanUnknown, "check" | "resource">;

function common(placed: Placed, scannedAt: Date) {
  const { check, resource } = placed;
  const time = scannedAt.getTime();
  return {
    ...complianceFinding,
    ...findings,
    ...created,
    time,
    severity_id: severityIds[check.severity],
    severity: check.severity === "info" ? "Informational" : capital(check.severity),
    status_id: 1,
    status: "New",
    metadata: {
      version: "1.8.0",
      profiles: ["cloud"],
      product: { name: "Nacre", vendor_name: "Nacre" },
      event_code: check.id,
    },
    finding_info: {
      uid: createHash("sha256").update(findingKey(placed)).digest("hex"),
      title: check.title,
      desc: check.risk,
      types: [check.layer],
      created_time: time,
    },
    cloud: {
      provider: providerNames[providerOf(resource.type)],
      account: { uid: resource.account },
      ...(resource.region === null ? {} : { region: resource.region }),
    },
    resources: [
      {
        uid: resource.key,
        name: resource.name,
        type: resource.type,
        ...(resource.region === null ? {} : { region: resource.region }),
        cloud_partition: providerOf(resource.type),
        labels: Object.entries(resource.tags).map(([name, value]) => `${name}:${value}`),
      },
    ],
    remediation: { desc: check.remediation.summary, references: [...check.references] },
  };
}

const complianceOf = (
  { check }: Placed,
  status: { status_id: number; status: string; status_detail: string },
) => ({
  control: check.id,
  standards: ["Nacre checks"],
  ...status,
});

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
