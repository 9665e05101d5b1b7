import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { loadEstate } from "#lib/commands/load-estate.ts";
import { scanRecordings, type Scan } from "#lib/commands/scan-recordings.ts";
import { planOf } from "../support/hcl-plan.ts";

/** Has what is written in a file of its own, which is gone afterwards. */
async function inFile<T>(name: string, text: string, work: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "nacre-iac-"));
  try {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return await work(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const scanText = (name: string, text: string): Promise<Scan> =>
  inFile(name, text, (file) => scanRecordings([file], AbortSignal.timeout(30_000)));

/** What the roles that are written may do to what is written: kind, and the type of what it is done to. */
export const accessIn = (name: string, text: string): Promise<string[]> =>
  inFile(name, text, async (file) => {
    const { graph } = await loadEstate([file], AbortSignal.timeout(30_000));
    const roles = graph.nodes.filter(({ type }) => type === "aws.iam.role");
    const held = (["can-read", "can-write", "can-manage", "can-invoke"] as const).flatMap((kind) =>
      roles.flatMap(({ key }) => graph.follow(key, kind).map(({ type }) => `${kind} ${type}`)),
    );
    return held.toSorted();
  });

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
