import { momentOf, type Context } from "#lib/access/context.ts";
import type { ComplianceScope, evidenceFormats } from "#lib/contract/compliance.ts";
import { evidenceCsv } from "./evidence-csv.ts";
import { evidenceHtml } from "./evidence-html.ts";
import { loadEvidence, type Evidence } from "./load-evidence.ts";

type Format = (typeof evidenceFormats)[number];
export type EvidenceFile = { fileName: string; mediaType: string; content: string };

const writers: Record<Format, { mediaType: string; write: (evidence: Evidence) => string }> = {
  json: { mediaType: "application/json", write: (evidence) => `${JSON.stringify(evidence, null, 2)}\n` },
  csv: { mediaType: "text/csv", write: evidenceCsv },
  html: { mediaType: "text/html", write: evidenceHtml },
};

/** The evidence for a framework in a scope, as a file of one format. Throws `not-found`. */
export async function exportEvidence(
  ctx: Context,
  frameworkId: string,
  scope: ComplianceScope,
  format: Format,
  at: Date = momentOf(ctx),
): Promise<EvidenceFile> {
  const { mediaType, write } = writers[format];
  const evidence = await loadEvidence(ctx, frameworkId, scope, at);
  return {
    fileName: `${frameworkId}-${at.toISOString().slice(0, 10)}.${format}`,
    mediaType,
    content: write(evidence),
  };
}
