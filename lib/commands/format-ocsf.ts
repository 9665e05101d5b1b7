import { toOcsfEvent } from "#lib/exports/ocsf-event.ts";
import { reportedFinding, reportedUnknown } from "./reported.ts";
import type { Scan } from "./scan-recordings.ts";

/** OCSF 1.8 Compliance Findings, one JSON object a line; what could not be decided has the status `Unknown`. */
export const formatOcsf = ({ findings, unknowns, scannedAt }: Scan): string =>
  [
    ...findings.map((finding) => reportedFinding(finding, scannedAt)),
    ...unknowns.map((undecided) => reportedUnknown(undecided, scannedAt)),
  ]
    .map((reported) => `${JSON.stringify(toOcsfEvent(reported))}\n`)
    .join("");
