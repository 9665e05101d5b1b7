import { placeOf, type Scan, type ScanFinding } from "./scan-recordings.ts";

/** One failed test for each finding, for the build servers that read nothing else. */
export function formatJunit(scan: Scan): string {
  const cases = scan.findings.map(toCase);
  const failures = cases.length;
  const suite = `<testsuite name="nacre" tests="${failures + scan.passCount}" failures="${failures}" errors="0" skipped="0" timestamp="${scan.scannedAt.toISOString()}">`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    suite,
    ...cases,
    "</testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function toCase({ check, resource, reason, place }: ScanFinding): string {
  const where = place
    ? `${place.file}${place.line === null ? "" : `:${place.line}`} ${place.address}`
    : placeOf(resource);
  return [
    `  <testcase classname="${escaped(check.id)}" name="${escaped(`${resource.name} (${where})`)}">`,
    `    <failure type="${check.severity}" message="${escaped(reason)}">${escaped(`${resource.key}\n${check.remediation.summary}`)}</failure>`,
    "  </testcase>",
  ].join("\n");
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** XML has no way to write a control character, so one is replaced. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[^\P{Cc}\n\t]|\p{Cs}|[\uFFFE\uFFFF]/gu, "\uFFFD")
    .replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);
