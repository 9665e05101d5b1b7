import { sarifLog } from "#lib/exports/sarif-log.ts";
import { reportedFinding } from "./reported.ts";
import type { Scan } from "./scan-recordings.ts";

/** SARIF 2.1.0 for code scanning. Findings come worst first, so a limit cuts off the least. */
export function formatSarif({ findings, gaps, scannedAt }: Scan, recording: string): string {
  const log = sarifLog();
  const pieces = [log.begin()];
  let kept = 0;
  for (const finding of findings) {
    // The recording is where the fact was read, if no code says it.
    const piece = log.add(reportedFinding(finding, scannedAt), recording);
    if (piece === null) break;
    kept++;
    pieces.push(piece);
  }
  const left = findings.length - kept;
  const notes = [
    ...(left > 0 ? [`${left} findings of lower severity were left out.`] : []),
    ...gaps.map(({ unknown }) => `Not collected: ${unknown.call} (${unknown.reason})`),
  ];
  return pieces.join("") + log.end({ endedAt: scannedAt, notes });
}
