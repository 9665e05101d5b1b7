import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";

import { AppError } from "#lib/domain/errors.ts";
import { findingKey, type Scan, type ScanFinding } from "./scan-recordings.ts";

const Baseline = z.object({
  version: z.literal(1),
  findings: z.array(z.object({ check: z.string(), resource: z.string() })).max(1_000_000),
});

/** Findings that were there before, and are to be told apart from new ones. Holds no evidence and no values. */
export async function readBaseline(path: string): Promise<ReadonlySet<string>> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new AppError("not-found", `There is no baseline ${path}. Write one with --write-baseline.`);
  });
  const parsed = Baseline.safeParse(fromJson(text));
  if (parsed.success)
    return new Set(parsed.data.findings.map(({ check, resource }) => `${check}@${resource}`));
  throw new AppError("invalid-input", `${path} is no baseline. Write one with --write-baseline.`);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** In a stable order, so that a change of it reads well in version control. */
export async function writeBaseline(path: string, scan: Scan): Promise<void> {
  const findings = scan.findings
    .toSorted((a, b) => (findingKey(a) < findingKey(b) ? -1 : 1))
    .map(({ check, resource }) => ({ check: check.id, resource: resource.key }));
  await writeFile(path, `${JSON.stringify({ version: 1, findings }, null, 2)}\n`);
}

export const isIn = (baseline: ReadonlySet<string>, finding: ScanFinding): boolean =>
  baseline.has(findingKey(finding));
