import type { ImportedComponent, ImportedFinding } from "#lib/domain/imported.ts";
import { importLimits } from "./limits.ts";
import { openReport } from "./read-report.ts";

export type WholeReport = {
  format: string;
  recordCount: number;
  findings: ImportedFinding[];
  components: ImportedComponent[];
  refused: { record: number; field: string; problem: string }[];
};

/** All of a report at once, to look at before it is sent anywhere. */
export async function readAll(
  file: string,
  format: string | null,
  signal?: AbortSignal,
): Promise<WholeReport> {
  const limited = AbortSignal.any([
    ...(signal ? [signal] : []),
    AbortSignal.timeout(importLimits.readSeconds * 1_000),
  ]);
  const report = await openReport(file, format, limited);
  const whole: WholeReport = {
    format: report.format.id,
    recordCount: 0,
    findings: [],
    components: [],
    refused: [],
  };
  for await (const result of report.results) {
    whole.recordCount = result.record;
    if ("refused" in result) whole.refused.push({ record: result.record, ...result.refused });
    else
      for (const item of result.items)
        if (item.is === "finding") whole.findings.push(item.finding);
        else whole.components.push(item.component);
  }
  return whole;
}
