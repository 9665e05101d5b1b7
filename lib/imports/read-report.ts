import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";

import { parse } from "csv-parse";

import { AppError } from "#lib/domain/errors.ts";
import type { ImportedItem, ImportFormat, ReportHead, ReportValue } from "#lib/domain/imported.ts";
import { detectFormat } from "./detect-format.ts";
import { compilePaths } from "./json-paths.ts";
import { JsonScanner, type Captured } from "./json-scanner.ts";
import { importLimits } from "./limits.ts";

/** What one record of a report came to: items, none where it tells of something that is well, or why it is refused. */
export type ReadResult =
  | { record: number; items: readonly ImportedItem[] }
  | { record: number; refused: { field: string; problem: string } };

export type OpenedReport = { format: ImportFormat; results: AsyncIterable<ReadResult> };

/**
 * Reads a report from a file, in the memory of one record and of what its format has to know beforehand. Throws
 * `invalid-input` or `too-large` with the place and the remedy.
 */
export async function openReport(
  file: string,
  wanted: string | null,
  signal: AbortSignal,
): Promise<OpenedReport> {
  const head = await readHead(file);
  const format = detectFormat(head, wanted);
  return {
    format,
    results:
      format.kind === "csv" ? csvResults(file, format, signal) : jsonResults(file, format, head, signal),
  };
}

const headBytes = 1024 * 1024;

async function readHead(file: string): Promise<ReportHead> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const bytes = buffer.subarray(0, bytesRead);
    if (bytesRead === 0) throw problem("The file is empty.");
    if (bytes[0] === 0x1f && bytes[1] === 0x8b)
      throw problem("The file is compressed with gzip. Unpack it first (gunzip FILE).");
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
      throw problem("The file is UTF-16, as PowerShell writes it. Save it as UTF-8.");
    const start = bytes
      .toString("utf8")
      .replace(/^\uFEFF/, "")
      .trimStart();
    return start.startsWith("{") || start.startsWith("[") ? jsonHead(bytes) : csvHead(start);
  } finally {
    await handle.close();
  }
}

const fieldsMax = 5_000;

function jsonHead(bytes: Buffer): ReportHead {
  const fields = new Set<string>();
  const scanner = new JsonScanner(compilePaths([]), {
    onKey: (path) => {
      // The elements of an array that is the whole file stand for documents.
      const names = path[0] === "[]" && path.length > 1 ? path.slice(1) : path;
      if (names.length <= 4 && fields.size < fieldsMax) fields.add(names.join("/").replaceAll("/[]", "[]"));
    },
  });
  scanner.push(withoutMark(bytes));
  return { kind: "json", fields };
}

function csvHead(start: string): ReportHead {
  const [first = ""] = start.split(/\r?\n/, 1);
  const columns = first.split(delimiterOf(first)).map((name) => name.replaceAll('"', "").trim());
  return { kind: "csv", fields: new Set(columns) };
}

const delimiterOf = (firstLine: string): string => (firstLine.includes(";") ? ";" : ",");

async function* jsonResults(
  file: string,
  format: ImportFormat,
  head: ReportHead,
  signal: AbortSignal,
): AsyncGenerator<ReadResult> {
  const context: ReportValue[] = [];
  let contextBytes = 0;
  if (format.context.length > 0)
    for await (const captured of jsonValues(file, format.context, signal)) {
      contextBytes += captured.bytes;
      if (contextBytes > contextBytesMax)
        throw problem(
          `What the report says about its rules is larger than ${contextBytesMax} bytes. Split the report.`,
          "too-large",
        );
      context.push(captured);
    }
  const read = format.start(context);
  let record = 0;
  for await (const captured of jsonValues(file, format.recordsIn(head), signal))
    yield resultOf(++record, read(captured));
}

const contextBytesMax = 64 * 1024 * 1024;

async function* jsonValues(
  file: string,
  paths: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<Captured> {
  const scanner = new JsonScanner(compilePaths(paths));
  let first = true;
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024, signal })) {
    // Safe because no encoding is set, so the stream gives buffers.
    const bytes = chunk as Buffer;
    yield* scanner.push(first ? withoutMark(bytes) : bytes);
    first = false;
  }
  yield* scanner.end();
}

const withoutMark = (bytes: Buffer): Buffer =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

async function* csvResults(
  file: string,
  format: ImportFormat,
  signal: AbortSignal,
): AsyncGenerator<ReadResult> {
  const read = format.start([]);
  const handle = await open(file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4_096), 0, 4_096, 0);
  await handle.close();
  const delimiter = delimiterOf(buffer.subarray(0, bytesRead).toString("utf8").split(/\r?\n/, 1)[0] ?? "");
  const rows = createReadStream(file, { signal }).pipe(
    parse({
      columns: true,
      bom: true,
      delimiter,
      max_record_size: importLimits.recordBytes,
      skip_empty_lines: true,
    }),
  );
  let record = 0;
  try {
    for await (const value of rows)
      yield resultOf(++record, read({ path: "", at: [record], value: value as unknown }));
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || !String(error.code).startsWith("CSV_"))
      throw error;
    throw problem(
      `The report cannot be read: row ${record + 1} is not as its columns say (${error.message.slice(0, 200)}). Let the tool write it again, and import the whole file.`,
    );
  }
}

function resultOf(record: number, read: ReturnType<ReturnType<ImportFormat["start"]>>): ReadResult {
  if (record > importLimits.recordCount)
    throw problem(
      `The report has more than ${importLimits.recordCount} records. Split it, for instance by account, and import each part under a scope of its own.`,
      "too-large",
    );
  return "problem" in read ? { record, refused: read } : { record, items: read };
}

const problem = (message: string, code: "invalid-input" | "too-large" = "invalid-input"): AppError =>
  new AppError(code, message, { fields: [{ field: "file", message }] });
