import { layerOf, providerOf } from "#lib/domain/resource.ts";
import type { Scan } from "./scan-recordings.ts";

/** Everything, for programs of one's own. */
export const formatJson = (scan: Scan): string =>
  `${JSON.stringify(
    {
      scannedAt: scan.scannedAt.toISOString(),
      resourceCount: scan.resourceCount,
      passCount: scan.passCount,
      findings: scan.findings.map(({ check, resource, reason, evidence, place }) => ({
        check: check.id,
        title: check.title,
        severity: check.severity,
        layer: check.layer,
        resource: {
          key: resource.key,
          name: resource.name,
          type: resource.type,
          provider: providerOf(resource.type),
          layer: layerOf(resource.type),
          account: resource.account,
          region: resource.region,
        },
        ...(place ? { place } : {}),
        reason,
        evidence,
        remediation: check.remediation.summary,
      })),
      unknown: scan.unknowns.map(({ check, resource, unknown }) => ({
        check: check.id,
        resource: resource.key,
        ...unknown,
      })),
      gaps: scan.gaps,
      skipped: scan.skipped ?? [],
    },
    null,
    2,
  )}\n`;
