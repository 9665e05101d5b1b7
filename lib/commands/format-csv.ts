import { csvLine } from "#lib/contract/csv.ts";
import { placeOf, type Scan } from "./scan-recordings.ts";

const head = ["check", "severity", "layer", "resource", "name", "where", "address", "file", "line", "reason"];

/** One finding a line, for a spreadsheet. */
export const formatCsv = (scan: Scan): string =>
  [
    csvLine(head),
    ...scan.findings.map(({ check, resource, reason, place }) =>
      csvLine([
        check.id,
        check.severity,
        check.layer,
        resource.key,
        resource.name,
        placeOf(resource),
        place?.address ?? null,
        place?.file ?? null,
        place?.line ?? null,
        reason,
      ]),
    ),
  ].join("");
