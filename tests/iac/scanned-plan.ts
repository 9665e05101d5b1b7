import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { scanRecordings, type Scan } from "#lib/commands/scan-recordings.ts";
import { planOf } from "../support/hcl-plan.ts";

/** Scans what is written to a file of its own, which is gone afterwards. */
export async function scanText(name: string, text: string): Promise<Scan> {
  const folder = mkdtempSync(path.join(tmpdir(), "nacre-iac-"));
  try {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return await scanRecordings([file], AbortSignal.timeout(30_000));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const scanHcl = (hcl: string, providers: Record<string, Record<string, string>> = {}): Promise<Scan> =>
  scanText("plan.json", JSON.stringify(planOf(hcl, providers)));

export const scanCloud = (cloud: string, providers: Record<string, Record<string, string>>): Promise<Scan> =>
  scanHcl(readFileSync(path.join("tests/iac", cloud, "main.tf"), "utf8"), providers);

/** Check and address of every finding. */
export const findingsOf = (scan: Scan): string[] =>
  scan.findings.map(({ check, place }) => `${check.id} ${place?.address ?? "nowhere"}`);

/** Addresses of a form, in the order of their types. */
export const addressesOf = (scan: Scan, form: "good" | "bad"): string[] =>
  [
    ...new Set(
      scan.findings.flatMap(({ place }) => (place?.address.endsWith(`.${form}`) ? [place.address] : [])),
    ),
  ].toSorted();
