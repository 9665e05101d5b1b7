import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { readAll } from "#lib/imports/read-all.ts";

/** Reads a report as an import does: from a file, whose format is told by its content unless it is stated. */
export async function readReport(report: unknown, format: string | null = null) {
  const folder = mkdtempSync(path.join(tmpdir(), "nacre-report-"));
  try {
    const file = path.join(folder, "report");
    writeFileSync(file, typeof report === "string" ? report : JSON.stringify(report));
    return await readAll(file, format);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
