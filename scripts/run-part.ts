import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export type Tally = { passed: number; failed: number; skipped: number };
export type Part = {
  name: string;
  /** A program of node_modules/.bin or `node`, with its arguments. */
  command: readonly [string, ...string[]];
  /** Vitest counts its tests; anything else counts as one. */
  isVitest?: boolean;
};

/** Runs one part, showing its output as it comes or, if quiet, only where it fails. */
export async function runPart(
  { name, command, isVitest }: Part,
  { quiet }: { quiet: boolean },
): Promise<Tally> {
  const folder = mkdtempSync(path.join(tmpdir(), "nacre-part-"));
  const report = path.join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const started = performance.now();
  const { ok, output } = await run(isVitest ? [...command, ...reporters] : command, quiet);
  const tally = isVitest ? vitestTally(report, ok) : { passed: Number(ok), failed: Number(!ok), skipped: 0 };
  rmSync(folder, { recursive: true, force: true });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const counts = isVitest ? ` (${tally.passed} passed, ${tally.failed} failed)` : "";
  console.log(`${ok ? "ok    " : "FAILED"} ${name}${counts} ${seconds} s`);
  if (!ok && quiet) console.log(output);
  return tally;
}

function run(
  [program, ...args]: readonly string[],
  quiet: boolean,
): Promise<{ ok: boolean; output: string }> {
  const bin = path.resolve("node_modules/.bin");
  const child = spawn(program === "node" ? process.execPath : path.join(bin, program ?? ""), args, {
    stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env["PATH"] ?? ""}` },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ ok: code === 0, output }));
  });
}

/** A file that could not even be loaded has no tests to fail, and is a failure all the same. */
function vitestTally(report: string, ok: boolean): Tally {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(report, "utf8"),
    ) as Record<string, number>;
    const failed = numFailedTests ?? 0;
    return {
      passed: numPassedTests ?? 0,
      failed: ok ? failed : Math.max(failed, 1),
      skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0),
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failed: tallies.reduce((total, { failed }) => total + failed, 0),
  skipped: tallies.reduce((total, { skipped }) => total + skipped, 0),
});

export const closingLine = ({ passed, failed }: Tally): string => `${passed} passed, ${failed} failed`;
