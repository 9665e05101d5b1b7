import { asOfOneMoment, momentOf, requirePermission, type Context } from "#lib/access/context.ts";
import type { FindingExport, FindingExportFormat } from "#lib/contract/exports.ts";
import type { ExportFile } from "./export-file.ts";
import { csvHead, csvRow } from "./findings-csv.ts";
import { toOcsfEvent } from "./ocsf-event.ts";
import { readReported, type ReportedPage } from "./read-reported.ts";
import { sarifLog } from "./sarif-log.ts";

type Filters = Omit<FindingExport, "format">;
type Pages = AsyncIterable<ReportedPage>;
type Writer = {
  ending: string;
  mediaType: string;
  /** The order that the file needs, whatever the list's. */
  sort?: Filters["sort"];
  write: (pages: Pages, ctx: Context) => AsyncGenerator<string>;
};

const writers: Record<FindingExportFormat, Writer> = {
  csv: { ending: "csv", mediaType: "text/csv", write: writeCsv },
  ocsf: { ending: "ocsf.jsonl", mediaType: "application/x-ndjson", write: writeOcsf },
  sarif: { ending: "sarif", mediaType: "application/sarif+json", sort: "severity", write: writeSarif },
};

/** The findings that the filters admit as one file, all as of one moment, written page by page while it is read. */
export function exportFindings(
  ctx: Context,
  { format, ...filters }: FindingExport,
  pageRows?: number,
): ExportFile {
  requirePermission(ctx, "finding:read");
  const { ending, mediaType, sort = filters.sort, write } = writers[format];
  return {
    fileName: `findings-${momentOf(ctx).toISOString().slice(0, 10)}.${ending}`,
    mediaType,
    chunks: asOfOneMoment(ctx, (then) => write(readReported(then, { ...filters, sort }, pageRows), then)),
  };
}

async function* writeCsv(pages: Pages): AsyncGenerator<string> {
  // Nothing is written before the first page is there: what is refused is refused as a whole.
  let head = csvHead;
  for await (const page of pages) {
    yield head + page.map(csvRow).join("");
    head = "";
  }
}

async function* writeOcsf(pages: Pages): AsyncGenerator<string> {
  for await (const page of pages)
    yield page.map(({ finding }) => `${JSON.stringify(toOcsfEvent(finding))}\n`).join("");
}

/** Worst first, so that what GitHub takes no more is the least, and nothing that is resolved: an alert that is told of is open. */
async function* writeSarif(pages: Pages, ctx: Context): AsyncGenerator<string> {
  const log = sarifLog();
  let resolved = 0;
  let isFull = false;
  let isSynthetic = false;
  let head = log.begin();
  for await (const page of pages) {
    const pieces: string[] = [];
    for (const { finding } of page) {
      if (finding.status === "resolved") {
        resolved++;
        continue;
      }
      isSynthetic ||= finding.place === null;
      const { provider, account, type, name } = finding.resource;
      const piece = log.add(finding, [provider, account, type, name].join("/"));
      isFull = piece === null;
      if (piece === null) break;
      pieces.push(piece);
    }
    yield head + pieces.join("");
    head = "";
    if (isFull) break;
  }
  const notes = [
    ...(isFull
      ? ["GitHub takes no more: findings of lower severity were left out. Narrow the filters."]
      : []),
    ...(resolved > 0
      ? [`${resolved} resolved findings were left out: code scanning closes what is not told of.`]
      : []),
    ...(isSynthetic
      ? [
          "A finding on a live resource stands in no file: the file named is its provider, account, type and name.",
        ]
      : []),
  ];
  yield log.end({ endedAt: momentOf(ctx), notes });
}
