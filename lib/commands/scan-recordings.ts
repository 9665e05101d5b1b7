import type { Check } from "#lib/domain/check.ts";
import type { Evidence } from "#lib/domain/evidence.ts";
import type { Gap } from "#lib/domain/graph.ts";
import { providerOf, type Resource } from "#lib/domain/resource.ts";
import { severities } from "#lib/domain/severity.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import type { Place } from "#lib/infrastructure/declared.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import { evaluate } from "#lib/posture/evaluate.ts";
import { loadEstate, placeIn, type LoadedEstate } from "./load-estate.ts";

export type ScanFinding = {
  check: Check;
  resource: Resource;
  reason: string;
  evidence: Evidence;
  /** Where the resource was written, if it was read from code. */
  place?: Place | undefined;
};
export type ScanUnknown = { check: Check; resource: Resource; unknown: Unknown };

export type Scan = {
  scannedAt: Date;
  resourceCount: number;
  passCount: number;
  /** Worst first, then by check and resource: two scans of one recording are alike to the byte. */
  findings: readonly ScanFinding[];
  unknowns: readonly ScanUnknown[];
  gaps: readonly Gap[];
  /** Files in a folder that are none of what can be scanned. */
  skipped?: readonly string[];
};

/** Evaluates recordings and code in memory, all as one estate, so that what leads from one into another is followed. */
export async function scanRecordings(
  paths: readonly string[],
  signal: AbortSignal,
  chosen: readonly Check[] = checks,
): Promise<Scan> {
  return scanOf(await loadEstate(paths, signal), chosen);
}

function scanOf({ graph, places, implied, skipped }: LoadedEstate, chosen: readonly Check[]): Scan {
  const findings: ScanFinding[] = [];
  const unknowns: ScanUnknown[] = [];
  let passCount = 0;
  const judged = graph.nodes.filter(({ key }) => !implied.has(key));
  for (const { check, resource, outcome } of evaluate(chosen, graph, judged)) {
    if (outcome.status === "pass") passCount++;
    if (outcome.status === "fail")
      findings.push({
        check,
        resource,
        reason: outcome.reason,
        evidence: outcome.evidence,
        place: placeIn(places, resource.key),
      });
    if (outcome.status === "unknown") unknowns.push({ check, resource, unknown: outcome.unknown });
  }
  return {
    scannedAt: new Date(),
    resourceCount: judged.length,
    passCount,
    findings: findings.toSorted(worstFirst),
    unknowns: unknowns.toSorted(worstFirst),
    gaps: graph.gaps,
    skipped,
  };
}

type Placed = { check: Check; resource: Resource };

const worstFirst = (a: Placed, b: Placed): number =>
  severities.indexOf(a.check.severity) - severities.indexOf(b.check.severity) ||
  compare(a.check.id, b.check.id) ||
  compare(a.resource.key, b.resource.key);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** What names a finding over scans: the same check on the same resource is the same finding. */
export const findingKey = ({ check, resource }: Placed): string => `${check.id}@${resource.key}`;

export const placeOf = (resource: Resource): string =>
  [providerOf(resource.type), resource.account, resource.region].filter((part) => part !== null).join("/");
