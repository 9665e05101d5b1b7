import { severities, type Severity } from "#lib/domain/severity.ts";
import type { Place } from "#lib/infrastructure/declared.ts";
import { placeOf, type Scan } from "./scan-recordings.ts";

/** For a person at a terminal. */
export function formatTable(scan: Scan): string {
  const rows = scan.findings.map(({ check, resource, reason, place }) => [
    check.severity,
    check.layer,
    resource.name,
    place ? addressOf(place) : placeOf(resource),
    reason,
  ]);
  return [
    ...(rows.length > 0 ? [table(["Severity", "Layer", "Resource", "Where", "What"], rows), ""] : []),
    summary(scan),
    ...gapLines(scan),
    "",
  ].join("\n");
}

/** Where it was written: the address alone where the input has no lines. */
const addressOf = ({ address, file, line }: Place): string =>
  line === null ? address : `${file}:${line} ${address}`;

function table(head: string[], rows: string[][]): string {
  const all = [head, ...rows.map((row) => row.map(printable))];
  const widths = head.map((_, column) =>
    Math.min(60, Math.max(...all.map((row) => row[column]?.length ?? 0))),
  );
  const lines = all.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : shorten(cell, widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  return [lines[0], widths.map((width) => "─".repeat(width)).join("  "), ...lines.slice(1)].join("\n");
}

/** A name in a recording is somebody else's text: it must not move the cursor. */
const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, "\uFFFD");

const shorten = (text: string, width: number): string =>
  (text.length > width ? `${text.slice(0, width - 1)}…` : text).padEnd(width);

function summary({ findings, unknowns, passCount, resourceCount }: Scan): string {
  const count = (severity: Severity) => findings.filter(({ check }) => check.severity === severity).length;
  const counts = severities
    .filter((severity) => count(severity) > 0)
    .map((severity) => `${count(severity)} ${severity}`);
  const found = findings.length === 0 ? "No findings" : `${findings.length} findings (${counts.join(", ")})`;
  return `${found} on ${resourceCount} resources; ${passCount} checks passed, ${unknowns.length} could not be decided.`;
}

function gapLines({ gaps }: Scan): string[] {
  if (gaps.length === 0) return [];
  const calls = [
    ...new Set(
      gaps.map(
        ({ unknown }) =>
          `${unknown.call} (${unknown.reason}${unknown.permission ? `, needs ${unknown.permission}` : ""})`,
      ),
    ),
  ];
  return [
    "",
    "Not collected, so nothing is claimed about it:",
    ...calls.toSorted().map((call) => `  ${printable(call)}`),
  ];
}
